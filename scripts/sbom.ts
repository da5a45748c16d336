import { Command } from "commander";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Metafile } from "esbuild";
import { runCommand } from "../cli/run-command";
import { writeWhole } from "../files/write";
import { bundledPackages } from "./bundled";

/** A list of parts by CycloneDX 1.5, as npm writes it. */
interface Sbom {
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly properties?: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/**
 * The parts of the package: what it brings as dependencies, and what its bundle holds of packages that are otherwise for
 * development only. npm lists those of all packages that are installed here.
 */
export function sbomOf(all: Sbom, bundled: ReadonlySet<string>): Sbom {
  const isDevelopment = ({ properties = [] }: Sbom["components"][number]): boolean =>
    properties.some(({ name, value }) => name === "cdx:npm:package:development" && value === "true");
  const components = all.components
    .filter((component) => !isDevelopment(component) || bundled.has(component["bom-ref"]))
    .map(({ properties = [], ...component }) => ({
      ...component,
      properties: [
        ...properties.filter(({ name }) => name !== "cdx:npm:package:development"),
        ...(bundled.has(component["bom-ref"]) ? [{ name: "sagemaker-ssps:bundled", value: "dist/app.js" }] : []),
      ],
    }));
  const kept = new Set(components.map((component) => component["bom-ref"]));
  const missing = [...bundled].filter((part) => !kept.has(part));
  if (missing.length > 0) throw new Error(`the bundle holds what npm does not list: ${missing.join(", ")}`);
  const isPackage = (ref: string): boolean => !all.components.some((component) => component["bom-ref"] === ref);
  return {
    ...all,
    components,
    dependencies: all.dependencies
      .filter(({ ref }) => kept.has(ref) || isPackage(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((part) => kept.has(part)) })),
  };
}

function main(out: string): void {
  const listed = execFileSync("npm", ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const bundled = bundledPackages(JSON.parse(readFileSync("dist/app.meta.json", "utf8")) as Metafile);
  const sbom = sbomOf(JSON.parse(listed) as Sbom, new Set(bundled.map(({ name, version }) => `${name}@${version}`)));
  writeWhole(out, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`wrote ${out}: ${sbom.components.length} parts`);
}

if (require.main === module) {
  void runCommand(
    new Command("sbom")
      .description("Writes the list of the package's parts (CycloneDX).")
      .argument("[file]", "where to", "sbom.cdx.json")
      .action(main),
  );
}
