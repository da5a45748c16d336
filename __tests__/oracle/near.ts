import type { Choices } from "./choices";
import { ACCOUNT, OTHER_ACCOUNT } from "./simulate";

/** Text that `*` may stand for: among it names that the clauses treat differently, so that patterns meet patterns. */
const FILLINGS = [
  "x",
  "",
  "a/b",
  "x:y",
  "sagemaker",
  "AmazonSageMaker-x",
  "my-SageMaker-x",
  "Sagemaker",
  "AmazonSageMaker-ExecutionRole-Admin",
  "aws-glue-x",
  "customer_x",
  "payroll",
  "ams-sagemaker",
  "/aws/sagemaker/x",
];

/** A text that a pattern matches: each `*` and `?` filled in, `${*}` and its like too. Other policy variables stay. */
function filled(pattern: string, choices: Choices): string {
  return pattern
    .split(/(\$\{[^{}]*\})/)
    .map((part, i) =>
      i % 2 === 1
        ? part.replace(/^\$\{([*?$])\}$/, "$1")
        : part.replaceAll("?", () => choices.pick(["a", "Z", "/"])).replaceAll("*", () => choices.pick(FILLINGS)),
    )
    .join("");
}

/** A value that a condition's value matches, or one that only just fails to; the form of the value says how. */
export function nearValue(accepted: string, choices: Choices): string {
  if (/^-?\d+(\.\d+)?$/.test(accepted)) return String(Number(accepted) + choices.pick([0, 1, -1]));
  if (/^\d{4}-\d\d-\d\dT/.test(accepted)) {
    return new Date(Date.parse(accepted) + 1000 * choices.pick([0, 1, -1])).toISOString().replace(".000", "");
  }
  if (/^\d+\.\d+\.\d+\.\d+(\/\d+)?$/.test(accepted)) return choices.pick(addressesAround(accepted));
  if (/^[0-9a-f:]*::[0-9a-f:]*(\/\d+)?$/i.test(accepted))
    return choices.pick([accepted.replace(/\/.*/, ""), "2001:db9::1", "10.0.0.1"]);
  if (accepted === "true" || accepted === "false") return choices.pick([accepted, "true", "false"]);
  if (accepted.startsWith("arn:")) return nearArn(accepted, choices, 40);
  return choices.chance(40) ? mutated(filled(accepted, choices), choices) : filled(accepted, choices);
}

/** An ARN that a pattern matches, or nearly: its first five segments take only what they can hold. */
export function nearArn(pattern: string, choices: Choices, missPercent: number): string {
  const [, , service = "", region = "", account = "", ...rest] = pattern.split(":");
  const name = filled(rest.join(":"), choices);
  return [
    "arn:aws",
    service.includes("*") ? "sns" : service,
    region.includes("*") ? choices.pick(["eu-west-1", "us-east-1"]) : region,
    account.includes("*") ? choices.pick([ACCOUNT, ACCOUNT, ACCOUNT, OTHER_ACCOUNT]) : account,
    choices.chance(missPercent) ? mutated(name, choices) : name,
  ].join(":");
}

/** The first and last address of an IPv4 range, and the ones just outside. */
function addressesAround(cidr: string): string[] {
  const [address = "", bits = "32"] = cidr.split("/");
  const start = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const size = 2 ** (32 - Number(bits));
  return [start, start + size - 1, start + size, start - 1]
    .map((n) => (n + 2 ** 32) % 2 ** 32)
    .map((n) => [24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256).join("."));
}

/** A text close to the given one: shorter, longer, of another case, or with one part changed. */
function mutated(text: string, choices: Choices): string {
  return choices.pick([
    (t: string) => t.slice(0, -1),
    (t: string) => `${t}x`,
    (t: string) => `x${t}`,
    (t: string) => (t === t.toLowerCase() ? t.toUpperCase() : t.toLowerCase()),
    (t: string) =>
      t.replace(/sagemaker/i, choices.pick(["SageMaker", "Sagemaker", "sagemaker", "sagemake", "SAGEMAKER"])),
    (t: string) => t.replace(/[A-Za-z]+(?=[^A-Za-z]*$)/, choices.pick(["payroll", "private-crowd", ""])),
  ])(text);
}
