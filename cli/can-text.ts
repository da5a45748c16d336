import type { Answer } from "../answers/answer";
import { clausesOfService } from "../answers/clause";
import { paint, printable } from "./output";

/** The lines of an answer for a person. */
export function answerLines(answer: Answer): string[] {
  return [verdictOf(answer), ...detailLines(answer)];
}

/** The lines of the answers to the calls of one question: each call, and what is behind the denials, each reason once. */
export function answersLines(answers: readonly Answer[]): string[] {
  const denied = answers.filter(({ decision }) => decision !== "allow");
  const [only] = answers;
  if (only && answers.length === 1) return [verdictOf(only), `  ${callText(only)}`, ...detailLines(only)];
  const verdict =
    denied.length === 0
      ? paint("allow", "green")
      : `${paint("deny", "red")}: ${denied.length} of ${answers.length} calls ${denied.length === 1 ? "is" : "are"} denied`;
  const blocks = new Map<string, Answer>();
  for (const answer of denied.length > 0 ? denied : answers) {
    const details = detailLines(answer).join("\n");
    if (!blocks.has(details)) blocks.set(details, answer);
  }
  return [
    verdict,
    ...answers.map((answer) => `  ${answer.decision === "allow" ? "allow" : "deny "}    ${callText(answer)}`),
    ...[...blocks].flatMap(([details, { action }]) => [`${printable(action)}:`, ...details.split("\n")]),
  ];
}

function callText({ action, resource }: Answer): string {
  return printable(`${action} ${resource}`);
}

/** What is behind an answer, line by line. */
export function detailLines(answer: Answer): string[] {
  const { decision, side, policy, sid, clause, title, says, missing, wants, allowed, assumed, notes, next } = answer;
  const line = (label: string, text: string): string => `  ${label.padEnd(8)} ${printable(text)}`;
  const lines: string[] = [];
  if (side !== "identity") lines.push(line("decided", SIDES[side]));
  if (policy !== null) lines.push(line("policy", policy), line("Sid", sid ?? "(none)"));
  if (clause !== null) lines.push(line("clause", `${clause} ${title ?? ""}`), line("page", `"${says ?? ""}"`));
  for (const { key, operator, values } of wants) {
    if (!missing.includes(key)) lines.push(line("wants", `${key} ${operator} ${listed(values)}`));
  }
  if (allowed.length > 0) lines.push(line("allowed", `on ${listed(allowed)}`));
  if (decision === "implicitDeny" && answer.role !== null && clause === null) {
    lines.push(line("clauses", noClause(answer.action, answer.role)));
  }
  for (const key of missing) lines.push(line("context", missingText(key, answer)));
  for (const text of assumed) lines.push(line("assumed", text));
  for (const note of notes) lines.push(line("note", note));
  for (const step of next) lines.push(line("next", step));
  return lines;
}

const SIDES: Readonly<Record<Answer["side"], string>> = {
  identity: "by the role's policies",
  resource: "by the resource's policy",
  endpoint: "by the VPC endpoint's policy",
};

/** The decision in a few words. */
function verdictOf({ decision }: Pick<Answer, "decision">): string {
  if (decision === "allow") return paint("allow", "green");
  return `${paint("deny", "red")}: ${decision === "explicitDeny" ? "a statement denies it" : "no statement allows it"}`;
}

function noClause(action: string, role: NonNullable<Answer["role"]>): string {
  const service = action.split(":")[0] ?? "";
  const others = clausesOfService(action, role);
  return others.length === 0
    ? `no clause allows anything of ${service}`
    : `none is about ${action}; about ${service}: ${others.join(", ")}`;
}

function missingText(key: string, { decision, wants }: Answer): string {
  const conditions = wants.filter((condition) => condition.key === key);
  const values = [...new Set(conditions.map(({ operator, values: accepted }) => `${operator} ${listed(accepted)}`))];
  const could = decision === "allow" ? "could deny it" : "could allow it";
  return `${key} is not given and ${could}: --context ${key}=VALUE${values.length > 0 ? ` (${values.join("; ")})` : ""}`;
}

/** At most four of a list. */
function listed(texts: readonly string[]): string {
  const more = texts.length - 4;
  return texts.slice(0, 4).join(", ") + (more > 0 ? `, and ${more} more` : "");
}
