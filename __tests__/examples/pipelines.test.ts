import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { MARKER } from "../../review/render/markdown";
import { ssps } from "../cli/run";

const FOLDER = "examples/pipelines";
const files = readdirSync(FOLDER).filter((name) => name.startsWith("review."));

/** Every shell script of a pipeline, wherever it stands. */
function scripts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(scripts);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ["run", "script", "before_script"].includes(key) ? [[inner].flat().join("\n")] : scripts(inner),
  );
}

describe.each(files)("%s", (name) => {
  const all = scripts(parse(readFileSync(join(FOLDER, name), "utf8")));
  const commands = all.flatMap((script) => script.match(/npx ssps review [^\n|>]+/g) ?? []);

  test("its scripts are shell", () => {
    expect(all.length).toBeGreaterThan(0);
    // Expressions of the pipeline are filled in before the shell sees them.
    const filled = all.map((script) => script.replaceAll(/\$\{\{.*?\}\}/g, "x")).join("\n");
    const { status, stderr } = spawnSync("bash", ["-n"], { input: filled, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("it calls the review as it can be called", async () => {
    const { out } = await ssps("review", "--help");
    expect(commands.length).toBeGreaterThan(1);
    for (const option of commands.join(" ").match(/--[a-z-]+/g) ?? []) expect(out).toContain(`  ${option}`);
  });

  test("it finds its comment by the marker", () => {
    if (all.join("\n").includes("startswith")) expect(all.join("\n")).toContain(`startswith("${MARKER}")`);
  });
});
