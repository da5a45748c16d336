import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkEnvironment, type NamedEnvironment } from "../../config/load";
import { sizeProblems } from "../../contract/render/sizes";
import { environments } from "../../scripts/fuzz/inputs/environments";
import { AdoptError } from "../../stacks/adopt";
import { synthesise } from "../../stacks/synth";
import { newFolder } from "../new-folder";
import { foreignTemplates } from "./templates";

/** How many files that check accepts are synthesised: 2,000 in `npm run test:full`. */
const FILES = Number(process.env.DRAWN_FILES ?? 40);

/** Where the drawing starts: anew in each run, and printed, so that a failure can be replayed. */
const SEED = Number(process.env.DRAWN_SEED ?? Date.now() % 2 ** 31);

/** The stacks of a file; none where `check` refuses more than the file by itself shows. */
function written(right: NamedEnvironment, outdir: string): string[] {
  if (sizeProblems(right).length > 0) return [];
  try {
    return synthesise([right], outdir).map(({ file }) => readFileSync(file, "utf8"));
  } catch (error) {
    // What is not there to be taken over, `check` finds out by the same synthesis.
    if (error instanceof AdoptError) return [];
    throw error;
  }
}

test("what check accepts is synthesised, and nothing in it is evaluated that the project did not write", () => {
  const outdir = join(newFolder(), "cdktf.out");
  let [drawn, accepted] = [0, 0];
  const property = fc.property(environments, (raw) => {
    drawn += 1;
    const named = { name: "e", file: "e.yaml" };
    const { environment, problems } = checkEnvironment({ ...named, text: JSON.stringify(raw) });
    for (const { message } of problems) expect(message).not.toMatch(/\n|undefined|\[object/);
    const stacks = environment ? written({ ...named, environment }, outdir) : [];
    fc.pre(stacks.length > 0);
    accepted += 1;
    expect(stacks.flatMap((stack) => foreignTemplates(JSON.parse(stack)))).toEqual([]);
  });
  // What is refused is drawn anew.
  fc.assert(property, { numRuns: FILES, maxSkipsPerRun: 20, seed: SEED });
  console.info(`environments: DRAWN_SEED=${SEED} ${accepted} accepted of ${drawn} drawn`);
  expect(accepted).toBeGreaterThan(drawn / 10);
}, 3_600_000);
