import type { Condition, Policy, PolicyVersion, Principal, Statement } from "./document";
import { OPERATORS } from "./operators";

/** A policy that cannot be read: says where, what was found and what is allowed. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

/** Longest policy text that is read, in characters: far above any limit of IAM's. */
export const MAX_POLICY_TEXT = 1_048_576;

type Fields = Readonly<Record<string, unknown>>;

const PRINCIPAL_TYPES = ["AWS", "Federated", "Service", "CanonicalUser"] as const;
const STATEMENT_ELEMENTS = new Set(
  "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(" "),
);

/**
 * Reads a policy from JSON text.
 *
 * @throws PolicyError where the text is too long, no JSON, or no policy.
 */
export function parsePolicyText(text: string, name: string): Policy {
  if (text.length > MAX_POLICY_TEXT) {
    throw new PolicyError(`${name}: ${text.length} characters; a policy of at most ${MAX_POLICY_TEXT} is read`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PolicyError(`${name}: not JSON (${error instanceof Error ? error.message : "unreadable"})`);
  }
  return parsePolicy(value, name);
}

/**
 * Brings a policy document into normal form: lists everywhere, principals and condition operators taken apart.
 *
 * @param name What decisions call the policy: a managed policy's name, a file.
 * @throws PolicyError where an element is missing, doubled, unknown or of the wrong type.
 */
export function parsePolicy(input: unknown, name: string): Policy {
  const at = (path: string, message: string): PolicyError => new PolicyError(`${name}: ${path}: ${message}`);
  const document = fields(input);
  if (!document) throw at("$", `a policy document is an object, found ${kindOf(input)}`);
  for (const element of Object.keys(document)) {
    if (!["Version", "Id", "Statement"].includes(element)) {
      throw at(`$.${element}`, "unknown element; a policy document holds Version, Id and Statement");
    }
  }
  const version = document["Version"] ?? "2008-10-17";
  if (version !== "2012-10-17" && version !== "2008-10-17") {
    throw at("$.Version", `must be "2012-10-17" or "2008-10-17", found ${kindOf(version)}`);
  }
  const written = document["Statement"];
  if (written === undefined) throw at("$", "no Statement");
  const statements = Array.isArray(written) ? (written as unknown[]) : [written];
  return {
    name,
    version,
    statements: statements.map((statement, index) => parseStatement(statement, { policy: name, index, version })),
  };
}

interface Place {
  readonly policy: string;
  readonly index: number;
  readonly version: PolicyVersion;
}

function parseStatement(input: unknown, place: Place): Statement {
  const path = `$.Statement[${place.index}]`;
  const at = (element: string, message: string): PolicyError =>
    new PolicyError(`${place.policy}: ${path}${element && `.${element}`}: ${message}`);
  const statement = fields(input);
  if (!statement) throw at("", `a statement is an object, found ${kindOf(input)}`);
  for (const element of Object.keys(statement)) {
    if (!STATEMENT_ELEMENTS.has(element)) {
      throw at(element, `unknown element; a statement holds ${[...STATEMENT_ELEMENTS].join(", ")}`);
    }
  }
  const { Effect: effect, Sid: sid } = statement;
  if (effect !== "Allow" && effect !== "Deny") throw at("Effect", `must be "Allow" or "Deny", found ${kindOf(effect)}`);
  if (sid !== undefined && typeof sid !== "string") throw at("Sid", `must be text, found ${kindOf(sid)}`);

  const strings = (element: string): readonly string[] | undefined => {
    const value = statement[element];
    if (value === undefined) return undefined;
    const list = texts(value);
    if (!list || list.length === 0) throw at(element, `must be text or a list of texts, found ${kindOf(value)}`);
    return list;
  };
  const principals = (element: string): readonly Principal[] | undefined => {
    const value = statement[element];
    return value === undefined ? undefined : parsePrincipals(value, (message) => at(element, message));
  };
  const one = <T>(name: string, plain: T | undefined, negated: T | undefined, needed: boolean): void => {
    if (plain !== undefined && negated !== undefined) throw at("", `has both ${name} and Not${name}; keep one`);
    if (needed && plain === undefined && negated === undefined) throw at("", `has neither ${name} nor Not${name}`);
  };

  const parsed = {
    principals: principals("Principal"),
    notPrincipals: principals("NotPrincipal"),
    actions: strings("Action"),
    notActions: strings("NotAction"),
    resources: strings("Resource"),
    notResources: strings("NotResource"),
  };
  one("Principal", parsed.principals, parsed.notPrincipals, false);
  one("Action", parsed.actions, parsed.notActions, true);
  one("Resource", parsed.resources, parsed.notResources, false);
  for (const [element, list] of [["Action", parsed.actions], ["NotAction", parsed.notActions]] as const) {
    for (const action of list ?? []) {
      if (action !== "*" && !/^[A-Za-z0-9*?-]+:[^:\s]+$/.test(action)) {
        throw at(element, `${JSON.stringify(action)} is no action; write "service:Name" or "*"`);
      }
    }
  }
  return {
    ...place,
    sid,
    effect,
    ...(Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined)) as Partial<Statement>),
    conditions: parseConditions(statement["Condition"], (message) => at("Condition", message)),
  };
}

function parsePrincipals(value: unknown, error: (message: string) => PolicyError): Principal[] {
  if (value === "*") return [{ type: "*", id: "*" }];
  const map = fields(value);
  if (!map) throw error(`must be "*" or an object of ${PRINCIPAL_TYPES.join(", ")}, found ${kindOf(value)}`);
  return Object.entries(map).flatMap(([type, ids]) => {
    const known = PRINCIPAL_TYPES.find((candidate) => candidate === type);
    if (!known) throw error(`unknown principal type ${JSON.stringify(type)}; use ${PRINCIPAL_TYPES.join(", ")}`);
    const list = texts(ids);
    if (!list) throw error(`${type} must be text or a list of texts, found ${kindOf(ids)}`);
    // {"AWS": "*"} and "*" are the same to IAM.
    return list.map((id): Principal => (known === "AWS" && id === "*" ? { type: "*", id } : { type: known, id }));
  });
}

function parseConditions(value: unknown, error: (message: string) => PolicyError): Condition[] {
  if (value === undefined) return [];
  const block = fields(value);
  if (!block) throw error(`must be an object of operators, found ${kindOf(value)}`);
  return Object.entries(block).flatMap(([written, keys]) => {
    const parsed = parseOperator(written);
    if (!parsed) throw error(`unknown operator ${JSON.stringify(written)}`);
    const map = fields(keys);
    if (!map) throw error(`${written} must be an object of condition keys, found ${kindOf(keys)}`);
    return Object.entries(map).map(([key, accepted]): Condition => {
      const values = texts(accepted, true);
      if (!values) throw error(`${written} ${JSON.stringify(key)} must be text or a list of texts, found ${kindOf(accepted)}`);
      return { ...parsed, key, values };
    });
  });
}

const OPERATOR_NAMES = new Map([...OPERATORS.keys(), "Null"].map((name) => [name.toLowerCase(), name]));

/** `ForAnyValue:StringLikeIfExists` taken apart; operators are known in any case, as IAM knows them. */
function parseOperator(written: string): Pick<Condition, "operator" | "qualifier" | "ifExists"> | undefined {
  const match = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(written.toLowerCase());
  const operator = OPERATOR_NAMES.get(match?.[2] ?? "");
  if (!match || !operator || (operator === "Null" && (match[1] ?? match[3]) !== undefined)) return undefined;
  const qualifier = match[1] === undefined ? undefined : match[1] === "forallvalues" ? "ForAllValues" : "ForAnyValue";
  return { operator, qualifier, ifExists: match[3] !== undefined };
}

function fields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function texts(value: unknown, scalars = false): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const read = list.map((item) =>
    typeof item === "string" || (scalars && (typeof item === "boolean" || typeof item === "number"))
      ? String(item)
      : undefined,
  );
  return read.includes(undefined) ? undefined : (read as string[]);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "an object";
  return JSON.stringify(value).slice(0, 80);
}
