import { checkEnvironment, type CheckedEnvironment } from "../../config/load";

/** An environment that is right, as its file would say it. */
const RIGHT = {
  account: "123456789012",
  region: "eu-west-1",
  base: "managed",
  federation: { saml: { provider_arns: ["arn:aws:iam::123456789012:saml-provider/idp"] } },
};

/** Dotted key → the value it has instead; undefined takes the key away. */
export type Changes = Readonly<Record<string, unknown>>;

/** The text of an environment file; JSON is YAML. */
export function environmentText(changes: Changes = {}): string {
  const content: Record<string, unknown> = structuredClone(RIGHT);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let map = content;
    for (const key of keys) map = (map[key] ??= {}) as Record<string, unknown>;
    map[last] = value;
  }
  return JSON.stringify(content, null, 2);
}

/** Checks an environment with some changes. */
export function check(changes: Changes = {}): CheckedEnvironment {
  return checkEnvironment({ file: "e.yaml", name: "e", text: environmentText(changes) });
}

/** The messages for an environment with some changes. */
export function problems(changes: Changes): string[] {
  return check(changes).problems.map(({ message }) => message);
}
