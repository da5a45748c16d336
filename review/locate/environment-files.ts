import { join } from "node:path";
import type { Path } from "../../config/raw";
import { readSource } from "../../config/source";
import { parseYaml, type YamlContent } from "../../config/yaml";
import type { Subject } from "../model";
import { isTrustPolicy } from "../row";
import type { Place } from "./place";

/** The parts of an environment, each a stack `<environment>-<part>`, and the key of the file that asks for them. */
const PARTS: Readonly<Record<string, (subject: Subject) => Path>> = {
  base: (subject) =>
    isTrustPolicy(subject) ? ["federation"] : ["roles", isExecution(subject) ? "execution" : "admin"],
  storage: () => ["storage"],
  network: () => ["network"],
  scaling: () => ["scaling"],
  elevation: () => ["elevation"],
  workforce: () => ["workforce"],
};

function isExecution({ addresses }: Subject): boolean {
  return addresses.some((address) => /^aws_iam_\w+\.execution/.test(address));
}

/** A segment of a path that may name a stack: `dev-base` of `cdktf.out/stacks/dev-base/cdk.tf.json` or `plans/dev-base.json`. */
const STACK = new RegExp(`^([a-z0-9][a-z0-9-]*)-(${Object.keys(PARTS).join("|")})(?:\\.json)?$`);

/** Finds the key of an environment file in `environments/` that asks for a stack, by the stack's name in a path. */
export function environmentFiles(folder: string): (source: string, subject: Subject) => Place | undefined {
  const read = new Map<string, YamlContent | undefined>();
  return (source, subject) => {
    for (const step of source.split(/[/\\]/).reverse()) {
      const [, name, part] = STACK.exec(step) ?? [];
      const pathOf = part === undefined ? undefined : PARTS[part];
      if (name === undefined || !pathOf) continue;
      const file = `environments/${name}.yaml`;
      if (!read.has(file)) read.set(file, contentOf(join(folder, file)));
      const content = read.get(file);
      if (content) return { file, line: content.locate(pathOf(subject), "key").line };
    }
    return undefined;
  };
}

function contentOf(path: string): YamlContent | undefined {
  const source = readSource(path);
  return "text" in source ? parseYaml(source.text).content : undefined;
}
