import fc from "fast-check";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkEnvironment } from "../../config/load";
import { sizeProblems } from "../../contract/render/sizes";
import { synthesise } from "../../stacks/synth";
import { drawnEnvironment } from "./drawn";
import { foreignTemplates } from "./templates";

/** How many accepted files are synthesised: `DRAWN_FILES=5000 npx jest drawn`. */
const FILES = Number(process.env.DRAWN_FILES ?? 100);

test("what check accepts is synthesised, and nothing in it is evaluated that the project did not write", () => {
  const folder = mkdtempSync(join(tmpdir(), "drawn-"));
  const outdir = join(folder, "cdktf.out");
  let [drawn, accepted] = [0, 0];
  const property = fc.property(drawnEnvironment, (raw) => {
    drawn += 1;
    const { environment, problems } = checkEnvironment({ file: "e.yaml", name: "e", text: JSON.stringify(raw) });
    for (const { message } of problems) expect(message).not.toMatch(/\n|undefined|\[object/);
    if (!environment || sizeProblems({ name: "e", file: "e.yaml", environment }).length > 0) fc.pre(false);
    else {
      accepted += 1;
      const stacks = synthesise([{ name: "e", environment }], outdir).map(({ file }) => readFileSync(file, "utf8"));
      expect(stacks.flatMap((stack) => foreignTemplates(JSON.parse(stack)))).toEqual([]);
    }
  });
  try {
    // What is refused is drawn anew.
    fc.assert(property, { numRuns: FILES, maxSkipsPerRun: 20 });
    expect(accepted).toBeGreaterThan(drawn / 10);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 3_600_000);
