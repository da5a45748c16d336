import fc from "fast-check";
import { readInstant } from "../../../cli/can-request";
import { compile, decide } from "../../../policy/decide";
import type { PolicyDocument, Request } from "../../../policy/document";
import { parsePolicy } from "../../../policy/parse";
import { refusals } from "../../../policy/refused";
import { holdRefusal, must, ssps } from "../command";
import { lane } from "../engine/lane";
import { edited } from "../inputs/edits";
import { write } from "../inputs/files";
import { hostileText, type Json, mostly } from "../inputs/hostile";
import { change } from "../changes";

const ROLES = ["admin", "execution", "workforce"] as const;

/** Lines that are decided by policies of a file, or by one of the contract's roles. */
type Input = { readonly lines: readonly string[]; readonly end: string } & (
  { readonly policy: PolicyDocument } | { readonly as: (typeof ROLES)[number] }
);

const requests: fc.Arbitrary<Json> = fc.record(
  {
    action: mostly(
      fc.constantFrom("s3:GetObject", "S3:putobject", "iam:PassRole", "sagemaker:CreateEndpoint", "sts:AssumeRole"),
    ),
    resource: mostly(
      fc.constantFrom(
        ...["*", "arn:aws:s3:::a", "arn:aws:s3:::acme-sagemaker/b", "arn:aws:iam::111122223333:role/a"],
        ...[
          "arn:aws-cn:sagemaker:cn-north-1:111122223333:endpoint/a",
          "arn:aws:iam::123456789012:role/AmazonSageMaker-ExecutionRole-1",
        ],
      ),
    ),
    context: fc.dictionary(
      mostly(
        fc.constantFrom("k:a", "aws:TagKeys", "aws:SourceIp", "iam:PassedToService", "aws:username", "aws:CurrentTime"),
      ),
      fc.oneof(
        hostileText,
        fc.constantFrom<Json[]>("x", "10.0.0.1", "sagemaker.amazonaws.com", ["x", "y"], [], true, 5),
      ),
      { maxKeys: 3 },
    ),
    principal: mostly(fc.constant("arn:aws:iam::111122223333:role/a")),
    at: mostly(fc.constantFrom("2026-12-01T08:00:00Z", "2026-12-01")),
    as: mostly(fc.constantFrom(...ROLES)),
  },
  { requiredKeys: ["action", "resource"] },
);

/** Requests as they should be, and here and there one that is not, or no request at all. */
const line: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: requests.map((request) => JSON.stringify(request)) },
  { weight: 2, arbitrary: edited(requests, 1).map((request) => JSON.stringify(request)) },
  {
    weight: 1,
    arbitrary: mostly(requests.map((request) => JSON.stringify(request))).map((text) => text.replaceAll("\n", " ")),
  },
);

const inputs: fc.Arbitrary<Input> = fc
  .record({
    lines: fc.array(line, { maxLength: 12 }),
    end: fc.constantFrom("\n", "\n", "\r\n"),
  })
  .chain((lines) =>
    fc.oneof(
      change.map(({ before }): Input => ({ ...lines, policy: before })),
      fc.constantFrom(...ROLES).map((as): Input => ({ ...lines, as })),
    ),
  );

const [FILE, POLICY] = ["requests.jsonl", "policy.json"];

/** One answer a line, the one that a single request gets. */
export const requestsLane = lane<Input>({
  name: "requests",
  share: 25,
  inputs,
  hold: async (input) => {
    const { lines, end } = input;
    write(FILE, { text: lines.map((one) => `${one}${end}`).join("") });
    if ("policy" in input) write(POLICY, { text: JSON.stringify(input.policy) });
    const chosen = "policy" in input ? ["--policy", POLICY] : ["--as", input.as, "--at", "2026-12-01T00:00:00Z"];
    const outcome = await ssps("can", "--requests", FILE, ...chosen);
    const answers = outcome.out.split("\n").slice(0, -1);
    const decisions = answers.map((answer) => (JSON.parse(answer) as { decision: string }).decision);
    const isRefused = "policy" in input && refusals(parsePolicy(input.policy, POLICY)).length > 0;
    if (outcome.status === 2 && !(isRefused && outcome.err === "")) {
      holdRefusal(outcome, [`${FILE}:${answers.length + 1}:`], outcome.out);
      must(answers.length < lines.length, "an error, and all are answered");
    } else {
      must(answers.length === lines.length, `${lines.length} lines, ${answers.length} answers`);
      const all = decisions.every((decision) => decision === "allow");
      must(outcome.status === (isRefused ? 2 : all ? 0 : 1), `status ${outcome.status} of ${decisions.join(", ")}`);
    }
    for (const [index, answer] of answers.entries()) {
      const text = lines[index] ?? "";
      if ("policy" in input) holdDecision(input.policy, text, decisions[index] ?? "");
      else if (index === 0) await holdSingle(text, chosen, answer);
    }
  },
});

interface RequestLine {
  readonly action: string;
  readonly resource: string;
  readonly principal?: string;
  readonly at?: string;
  readonly as?: string;
  readonly context?: Readonly<Record<string, unknown>> | null;
}

/** What the decision function says of the same request. */
function holdDecision(policy: PolicyDocument, line: string, decision: string): void {
  const { action, resource, principal, at, context = {} } = JSON.parse(line) as RequestLine;
  const texts = Object.entries(context ?? {}).map(([key, value]): [string, string | string[]] => [
    key,
    Array.isArray(value) ? value.map(asText) : asText(value),
  ]);
  const time = at === undefined ? undefined : readInstant(at);
  const request: Request = {
    action,
    resource,
    ...(principal !== undefined && { principal }),
    context: {
      ...(time !== undefined && {
        "aws:CurrentTime": new Date(time).toISOString(),
        "aws:EpochTime": String(Math.floor(time / 1000)),
      }),
      ...Object.fromEntries(texts),
    },
  };
  const direct = decide({ identity: compile([parsePolicy(policy, "p")]) }, request).decision;
  must(direct === decision, `${decision}, and directly ${direct}: ${line}`);
}

/** What a command line with the same request says; where it can be written on one. */
async function holdSingle(line: string, chosen: readonly string[], answer: string): Promise<void> {
  const { action, resource, principal, at, as, context = {} } = JSON.parse(line) as RequestLine;
  if (principal !== undefined || at !== undefined || as !== undefined) return;
  const pairs = Object.entries(context ?? {}).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `--context=${key}=${asText(one)}`),
  );
  if (pairs.some((pair) => pair.split("=").length > 3) || Object.values(context ?? {}).some(Array.isArray)) return;
  const { out, err } = await ssps("can", action, resource, ...chosen, ...pairs, "--json");
  // What AWS would not be asked is an error by itself, and a note among many.
  const { notes } = JSON.parse(answer) as { readonly notes: readonly string[] };
  if (notes.some((note) => err === `error: ${note}\n`)) return;
  must(err === "" && JSON.stringify(JSON.parse(out)) === JSON.stringify(JSON.parse(answer)), `by itself: ${out}${err}`);
}

/** A value of a context, as a request carries it. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
