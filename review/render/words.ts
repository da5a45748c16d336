import type { Difference, StatementReference } from "../../policy/compare";
import type { Condition, Principal, Request } from "../../policy/document";
import type { AcceptanceMark, Row } from "../model";

/** A text: words of ours, and names from outside, which each format escapes in its way. */
export type Phrase = readonly (string | Name)[];

/** A name, ARN, pattern or value that was read from a plan or a policy. */
export interface Name {
  readonly name: string;
}

/** A difference for a reader. */
export interface DifferenceWords {
  /** `may now do iam:PassRole on any resource when …` */
  readonly what: Phrase;
  /** Which published actions the patterns stand for; absent where there are no patterns. */
  readonly published?: Phrase;
  /** The statement that makes the difference. */
  readonly statement: Phrase;
  /** What a statement of the other side asks for beside: `before, Allow statement … allowed it only when …`. */
  readonly counterpart?: Phrase;
  /** The request that proves it, or that it is not proven. */
  readonly proof: Phrase;
}

/** How many names of one kind a sentence lists. */
const MAX_LISTED = 8;
/** The same on a short line. */
const MAX_IN_BRIEF = 2;

/** Says what a difference of a row is. */
export function differenceInWords(difference: Difference, subject: Row["subject"]): DifferenceWords {
  const { publishedCount, published } = difference;
  return {
    what: [...opening(difference), " ", ...objects(difference), ...when(otherConditions(difference))],
    ...(publishedCount > 0 && {
      published: ["of those that AWS publishes: ", ...listed(published, "and", MAX_LISTED, publishedCount)],
    }),
    statement: ["by ", ...statementInWords(difference.statement)],
    ...(difference.counterpart &&
      difference.counterpart.conditions.length > 0 && {
        counterpart: counterpartInWords(difference.counterpart, difference.verdict),
      }),
    proof: proof(difference, subject),
  };
}

function counterpartInWords(
  { conditions, ...statement }: NonNullable<Difference["counterpart"]>,
  verdict: Difference["verdict"],
): Phrase {
  // What widens is an Allow of the policies after, or a Deny of those before; the counterpart is of the other side.
  const isBefore = (statement.effect === "Allow") === (verdict === "widened");
  const [time, verb] = isBefore
    ? ["before", statement.effect === "Allow" ? "allowed" : "denied"]
    : ["now", statement.effect === "Allow" ? "allows" : "denies"];
  return [`${time}, `, ...statementInWords(statement), ` ${verb} it only`, ...when(conditions)];
}

/** `Allow statement N5Objects of customer_sagemaker_admin_policy_2`. */
export function statementInWords({ effect, sid, index, policy }: StatementReference): Phrase {
  const position = sid === undefined ? [`${index + 1}`] : [{ name: sid }];
  return [`${effect} statement `, ...position, " of ", { name: policy }];
}

/** What a difference is, on one short line: without its conditions, of which it says only that there are some. */
export function changeInBrief(difference: Difference): Phrase {
  const most = MAX_IN_BRIEF;
  const conditions = otherConditions(difference).length > 0 ? [" under conditions"] : [];
  return [...opening(difference, most), " ", ...objects(difference, most), ...conditions];
}

/** How each cause reads, where it is proven and where it is not; `is` follows those whom a resource's policy names. */
const OPENINGS = {
  widened: {
    allow: ["may now do", "might now be able to do"],
    deny: ["is no longer denied", "might no longer be denied"],
    boundary: ["is no longer kept by its boundary from", "might no longer be kept by its boundary from"],
    named: ["may now do, by this policy alone,", "might now be able to do, by this policy alone,"],
  },
  narrowed: {
    allow: ["may no longer do", "might no longer be able to do"],
    deny: ["is now denied", "might now be denied"],
    boundary: ["is now kept by its boundary from", "might now be kept by its boundary from"],
    named: ["may no longer do, by this policy alone,", "might no longer be able to do, by this policy alone,"],
  },
} as const;

function opening({ verdict, cause, proven, principals, notPrincipals, conditions }: Difference, most?: number): Phrase {
  const text = OPENINGS[verdict][cause][proven ? 0 : 1];
  if (notPrincipals) return ["anyone but ", ...listed(notPrincipals.map(principalName), "and", most), " ", text];
  if (!principals) return [text];
  const anyone = principals.some(({ type }) => type === "*");
  const names = anyone ? namedByCondition(conditions)?.values : principals.map(principalName);
  if (!names) return [`anyone ${text}`];
  return [...listed(names, "and", most), " ", names.length > 1 ? text.replace(/^is /, "are ") : text];
}

/**
 * The condition by which a statement for anyone means certain principals: AWS's own way to name roles that may not exist
 * yet, in key policies above all.
 */
function namedByCondition(conditions: readonly Condition[]): Condition | undefined {
  return conditions.find(
    ({ key, operator, qualifier, ifExists }) =>
      isPrincipalArn(key) && /^(?:String|Arn)(?:Equals|Like)$/.test(operator) && qualifier === undefined && !ifExists,
  );
}

function isPrincipalArn(key: string): boolean {
  return key.toLowerCase() === "aws:principalarn";
}

/** The conditions beside the one that says who. */
function otherConditions({ principals, conditions }: Difference): readonly Condition[] {
  if (principals?.some(({ type }) => type === "*") !== true) return conditions;
  const who = namedByCondition(conditions);
  return conditions.filter((condition) => condition !== who);
}

function principalName({ id }: Principal): string {
  return id;
}

function objects({ actions, notActions, resources, notResources }: Difference, most?: number): Phrase {
  const what = notActions
    ? ["any action but ", ...listed(notActions, "and", most)]
    : actions?.includes("*")
      ? ["any action"]
      : listed(actions ?? [], "and", most);
  if (notResources) return [...what, " on any resource but ", ...listed(notResources, "and", most)];
  if (!resources) return what;
  return [...what, ...(resources.includes("*") ? [" on any resource"] : [" on ", ...listed(resources, "and", most)])];
}

function when(conditions: readonly Condition[]): Phrase {
  return conditions.flatMap((condition, i) => [i === 0 ? " when " : " and ", ...conditionInWords(condition)]);
}

/** The words for each operator: with one value, and what stands between several. */
const OPERATORS: Readonly<Record<string, readonly [words: string, between: "or" | "nor"]>> = {
  StringEquals: ["is", "or"],
  StringNotEquals: ["is not", "nor"],
  StringEqualsIgnoreCase: ["is, in any case,", "or"],
  StringNotEqualsIgnoreCase: ["is not, in any case,", "nor"],
  StringLike: ["matches", "or"],
  StringNotLike: ["does not match", "nor"],
  NumericEquals: ["is", "or"],
  NumericNotEquals: ["is not", "nor"],
  NumericLessThan: ["is less than", "or"],
  NumericLessThanEquals: ["is at most", "or"],
  NumericGreaterThan: ["is more than", "or"],
  NumericGreaterThanEquals: ["is at least", "or"],
  DateEquals: ["is", "or"],
  DateNotEquals: ["is not", "nor"],
  DateLessThan: ["is before", "or"],
  DateLessThanEquals: ["is not after", "or"],
  DateGreaterThan: ["is after", "or"],
  DateGreaterThanEquals: ["is not before", "or"],
  Bool: ["is", "or"],
  BinaryEquals: ["is", "or"],
  IpAddress: ["is within", "or"],
  NotIpAddress: ["is not within", "nor"],
  ArnEquals: ["matches", "or"],
  ArnNotEquals: ["does not match", "nor"],
  ArnLike: ["matches", "or"],
  ArnNotLike: ["does not match", "nor"],
};

/** A condition in words: ``every value of `aws:TagKeys` is `a` or `b` ``. */
export function conditionInWords({ operator, qualifier, ifExists, key, values }: Condition): Phrase {
  if (operator === "Null") {
    const absent = values.map((value) => (value.toLowerCase() === "true" ? "absent" : "present"));
    return [{ name: key }, ` is ${[...new Set(absent)].join(" or ")}`];
  }
  // Every operator has its words; one that is read some day and has none yet is named.
  const [words, between] = OPERATORS[operator] ?? [`satisfies ${operator}`, "or"];
  const of = qualifier === "ForAllValues" ? "every value of " : qualifier === "ForAnyValue" ? "some value of " : "";
  return [of, { name: key }, ifExists ? ` is absent or ${words} ` : ` ${words} `, ...listed(values, between)];
}

function proof(
  { verdict, cause, witness, message, principals, notPrincipals }: Difference,
  subject: Row["subject"],
): Phrase {
  if (!witness) {
    const reason = message ?? "it is not proven";
    return [verdict === "widened" ? `counts as widened, because ${reason}` : reason];
  }
  const ofResource = principals !== undefined || notPrincipals !== undefined;
  const who = ofResource ? whoAsks(witness) : subjectInWords(subject);
  const context = Object.entries(witness.context).filter(([key]) => !ofResource || !isPrincipalArn(key));
  const request: Phrase = [{ name: witness.action }, ...target(witness), ...contextInWords(context)];
  if (ofResource && cause === "deny") {
    return verdict === "widened"
      ? [...who, " was denied ", ...request, ", and is no longer"]
      : [...who, " is now denied ", ...request, ", and was not before"];
  }
  if (cause === "named") return [...who, ...byItselfInWords(verdict, request, accountsOf(witness, subject))];
  return verdict === "widened"
    ? [...who, " may now do ", ...request, "; before, this request was denied"]
    : [...who, " may no longer do ", ...request, "; before, this request was allowed"];
}

/** Whether who asks is of the resource's account: only there can a resource's policy allow something by itself. */
function accountsOf({ principal, resource }: Request, { account }: Row["subject"]): "one" | "two" | "not known" {
  const [asks, owns] = [principal?.split(":")[4], account ?? resource.split(":")[4]];
  if (!asks || !owns) return "not known";
  return asks === owns ? "one" : "two";
}

/**
 * What naming a principal does. Source: "Determining whether a request is allowed or denied within an account", IAM User
 * Guide: within an account a policy that names a role needs no policy of the role's, and one that names a session or user
 * no boundary.
 */
function byItselfInWords(
  verdict: Difference["verdict"],
  request: Phrase,
  accounts: ReturnType<typeof accountsOf>,
): Phrase {
  const may = verdict === "widened" ? " may now do " : " may no longer do ";
  if (accounts === "two") return [may, ...request, " where its own policies allow it"];
  const where = accounts === "one" ? "" : ", if both are of one account";
  return verdict === "widened"
    ? [
        may,
        ...request,
        ` by this policy alone${where}; before, its own policies or its boundary had to allow it as well`,
      ]
    : [may, ...request, ` by this policy alone${where}; now its own policies or its boundary must allow it as well`];
}

function subjectInWords({ kind, name }: Row["subject"]): Phrase {
  // Where a plan attaches a policy to nobody, the policy itself is the subject.
  if (kind === "managed policy") return ["who has the managed policy ", { name }];
  return / control polic(?:y|ies of)$/.test(kind) ? [`who is under the ${kind} `, { name }] : [`${kind} `, { name }];
}

function whoAsks({ principal, context }: Request): Phrase {
  const [, named] = Object.entries(context).find(([key]) => isPrincipalArn(key)) ?? [];
  if (typeof named === "string") return [{ name: named }];
  return principal === undefined || principal === "*" ? ["anyone"] : [{ name: principal }];
}

function target({ resource }: Request): Phrase {
  return resource === "*" ? [] : [" on ", { name: resource }];
}

function contextInWords(context: readonly (readonly [key: string, value: Request["context"][string]])[]): Phrase {
  return context.flatMap(([key, value], i) => [
    i === 0 ? " when " : " and ",
    { name: key },
    ...(typeof value !== "string" && value.length === 0
      ? [" has no value"]
      : [" is ", ...listed([value].flat(), "and")]),
  ]);
}

/** `a`, `b` and 12 more, of `total`; at most `most` items. */
function listed(
  names: readonly string[],
  between: "and" | "or" | "nor",
  most = MAX_LISTED,
  total = names.length,
): Phrase {
  const shown = names.slice(0, total > most ? most - 1 : most);
  const items: Phrase[] = shown.map((name) => [{ name }]);
  if (total > shown.length) items.push([`${total - shown.length} more`]);
  return items.flatMap((item, i) => [i === 0 ? "" : i === items.length - 1 ? ` ${between} ` : ", ", ...item]);
}

/** How many differences the words about an acceptance list. */
const MAX_BEYOND = 3;

/** What somebody accepted, and whether it still holds: ``accepted by `Ann` until 2026-12-31: `why` ``. */
export function acceptanceInWords({ state, by, reason, until, beyond }: AcceptanceMark): Phrase {
  if (state === "accepted") {
    return ["accepted by ", { name: by }, ...(until === undefined ? [] : [` until ${until}`]), ": ", { name: reason }];
  }
  if (state === "lapsed") return ["no longer accepted: what ", { name: by }, ` accepted lapsed after ${until ?? ""}`];
  if (beyond.length === 0) return ["not what ", { name: by }, " accepted: it is another change"];
  // What several comparisons find alike is said once.
  const changes = [...new Map(beyond.map(changeInBrief).map((one) => [JSON.stringify(one), one])).values()];
  const shown = changes.slice(0, MAX_BEYOND).flatMap((one, i): Phrase => [i === 0 ? "" : "; ", ...one]);
  const more = changes.length - MAX_BEYOND;
  return ["grown beyond what ", { name: by }, " accepted: ", ...shown, ...(more > 0 ? [`; and ${more} more`] : [])];
}
