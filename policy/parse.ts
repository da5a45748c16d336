import { POLICY_SIZES } from "../aws/quotas";
import type { Condition, Policy, Principal, Statement } from "./document";
import { JsonError, parseJson } from "./json";
import { OPERATORS } from "./operators";

/** A policy that cannot be read: says where, what was found and what is allowed. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

/** Longest policy that is read, in characters: far above any quota of AWS's. */
export const MAX_POLICY_TEXT = 262_144;

/**
 * Longest action, resource, principal or value that is read, in characters: as long as the longest policy that AWS takes.
 * Matching a pattern with a text takes the product of their lengths.
 */
export const MAX_TEXT = POLICY_SIZES.key;

/**
 * Reads a policy from JSON text: a document, or what the AWS CLI answers around one (`get-policy-version`,
 * `get-role-policy`, `get-bucket-policy`, `get-key-policy`).
 *
 * @param name What decisions call the policy: a managed policy's name, a file.
 * @throws PolicyError where the text is too long, no JSON (with line and column), holds a key twice, or is no policy.
 */
export function parsePolicyText(text: string, name: string): Policy {
  if (text.length > MAX_POLICY_TEXT) {
    throw new PolicyError(`${name}: ${text.length} characters; a policy of at most ${MAX_POLICY_TEXT} is read`);
  }
  try {
    const value = parseJson(text.replace(/^\uFEFF/, ""));
    const answer = fields(value);
    if (typeof answer?.Policy === "string") return parsePolicyText(answer.Policy, name);
    return parsePolicy(fields(answer?.PolicyVersion)?.Document ?? answer?.PolicyDocument ?? value, name);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new PolicyError(`${name}:${error.line}:${error.column}: not JSON: ${error.message}`);
  }
}

/**
 * Brings a policy document into normal form: lists everywhere, principals and condition operators taken apart. Without
 * a Version it is of 2008-10-17, as to IAM. Numbers and booleans among condition values are read as their text.
 *
 * @param name What decisions call the policy: a managed policy's name, a file.
 * @throws PolicyError where an element is missing, doubled, unknown or of the wrong type, with the element's path.
 */
export function parsePolicy(input: unknown, name: string): Policy {
  return new Reader(name).policy(input);
}

type Fields = Readonly<Record<string, unknown>>;
type Place = Pick<Statement, "policy" | "index" | "version">;

const DOCUMENT_ELEMENTS = ["Version", "Id", "Statement"];
const STATEMENT_ELEMENTS = "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(
  " ",
);
const PRINCIPAL_TYPES = ["AWS", "Federated", "Service", "CanonicalUser"] as const;
const OPERATOR_NAMES = new Map([...OPERATORS.keys(), "Null"].map((name) => [name.toLowerCase(), name]));

class Reader {
  /** Characters that may still be read. */
  private remaining = MAX_POLICY_TEXT;

  constructor(private readonly name: string) {}

  policy(input: unknown): Policy {
    const document = this.object("$", input, "a policy document is an object", DOCUMENT_ELEMENTS);
    const version = document.Version ?? "2008-10-17";
    if (version !== "2012-10-17" && version !== "2008-10-17") {
      throw this.error("$.Version", `must be "2012-10-17" or "2008-10-17", found ${kindOf(version)}`);
    }
    const written = document.Statement;
    if (written === undefined) throw this.error("$", "has no Statement");
    const list: readonly unknown[] = Array.isArray(written) ? written : [written];
    const statements = list.map((statement, index) => this.statement(statement, { policy: this.name, index, version }));
    return { name: this.name, version, statements };
  }

  private statement(input: unknown, place: Place): Statement {
    const at = `$.Statement[${place.index}]`;
    const written = this.object(at, input, "a statement is an object", STATEMENT_ELEMENTS);
    const { Effect: effect, Sid: sid } = written;
    if (effect !== "Allow" && effect !== "Deny") {
      throw this.error(`${at}.Effect`, `must be "Allow" or "Deny", found ${kindOf(effect)}`);
    }
    if (sid !== undefined && typeof sid !== "string") {
      throw this.error(`${at}.Sid`, `must be text, found ${kindOf(sid)}`);
    }
    for (const element of ["Principal", "Action", "Resource"]) {
      if (written[element] !== undefined && written[`Not${element}`] !== undefined) {
        throw this.error(at, `has both ${element} and Not${element}; keep one`);
      }
    }
    const present = Object.entries({
      principals: this.principals(at, written, "Principal"),
      notPrincipals: this.principals(at, written, "NotPrincipal"),
      actions: this.actions(at, written, "Action"),
      notActions: this.actions(at, written, "NotAction"),
      resources: this.list(at, written, "Resource"),
      notResources: this.list(at, written, "NotResource"),
    }).filter(([, list]) => list !== undefined);
    const has = (...names: string[]): boolean => present.some(([name]) => names.includes(name));
    if (!has("actions", "notActions")) throw this.error(at, "has neither Action nor NotAction");
    if (!has("resources", "notResources") && !has("principals", "notPrincipals")) {
      throw this.error(
        at,
        "has neither Resource nor NotResource; only a resource's own policy, which has a Principal, may do without",
      );
    }
    return {
      ...place,
      sid,
      effect,
      ...(Object.fromEntries(present) as Partial<Statement>),
      conditions: this.conditions(`${at}.Condition`, written.Condition),
    };
  }

  /**
   * An empty list is read: such a statement "does not affect the policy". An empty list of exceptions is not: taken at
   * its word it means everything.
   */
  private list(at: string, statement: Fields, element: string): string[] | undefined {
    const value = statement[element];
    if (value === undefined) return undefined;
    const list = this.texts(value);
    if (!list) throw this.error(`${at}.${element}`, `must be text or a list of texts, found ${kindOf(value)}`);
    if (list.length === 0 && element.startsWith("Not")) {
      throw this.error(`${at}.${element}`, `is an empty list; name what is excepted, or write ${element.slice(3)}`);
    }
    return list;
  }

  private actions(at: string, statement: Fields, element: string): string[] | undefined {
    const list = this.list(at, statement, element);
    const wrong = list?.find((action) => !/^(?:\*+|[\w*?-]+:[^:\s]+)$/.test(action));
    if (wrong === undefined) return list;
    throw this.error(`${at}.${element}`, `${kindOf(wrong)} is no action; write "service:Name" or "*"`);
  }

  private principals(at: string, statement: Fields, element: string): Principal[] | undefined {
    const value = statement[element];
    if (value === undefined) return undefined;
    if (value === "*") return [{ type: "*", id: "*" }];
    const path = `${at}.${element}`;
    const map = this.object(path, value, 'must be "*" or an object', PRINCIPAL_TYPES);
    return PRINCIPAL_TYPES.flatMap((type) =>
      // {"AWS": "*"} and "*" are the same to IAM.
      (this.list(path, map, type) ?? []).map((id) => (type === "AWS" && id === "*" ? { type: "*", id } : { type, id })),
    );
  }

  private conditions(at: string, value: unknown): Condition[] {
    if (value === undefined) return [];
    return Object.entries(this.object(at, value, "must be an object of operators")).flatMap(([written, keys]) => {
      const parsed = parseOperator(written);
      if (!parsed) {
        const known = [...OPERATOR_NAMES.values()].join(", ");
        throw this.error(at, `unknown operator ${kindOf(written)}; IAM knows ${known}`);
      }
      const path = `${at}.${written}`;
      const seen = new Set<string>();
      return Object.entries(this.object(path, keys, "must be an object of condition keys")).map(([key, accepted]) => {
        if (seen.size === seen.add(key.toLowerCase()).size) {
          throw this.error(path, `the key ${kindOf(key)} is there twice, keys have no case; keep one`);
        }
        const values = this.texts(accepted, true);
        if (values) return { ...parsed, key, values };
        throw this.error(path, `${kindOf(key)} must be text or a list of texts, found ${kindOf(accepted)}`);
      });
    });
  }

  /** @param known Every element there is; absent where any may be. */
  private object(at: string, value: unknown, must: string, known?: readonly string[]): Fields {
    const object = fields(value);
    if (!object) throw this.error(at, `${must}, found ${kindOf(value)}`);
    const unknown = known && Object.keys(object).find((element) => !known.includes(element));
    if (known === undefined || unknown === undefined) return object;
    throw this.error(at, `unknown element ${kindOf(unknown)}; here may be ${known.join(", ")}`);
  }

  private texts(value: unknown, scalars = false): string[] | undefined {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts: string[] = [];
    for (const item of list) {
      const isScalar = scalars && (typeof item === "boolean" || typeof item === "number");
      if (typeof item !== "string" && !isScalar) return undefined;
      texts.push(this.counted(String(item)));
    }
    return texts;
  }

  private counted(text: string): string {
    if (text.length > MAX_TEXT)
      throw this.error("$", `a text of ${text.length} characters; at most ${MAX_TEXT} are read`);
    this.remaining -= text.length + 1;
    if (this.remaining >= 0) return text;
    throw this.error("$", `a policy of at most ${MAX_POLICY_TEXT} characters is read`);
  }

  private error(path: string, message: string): PolicyError {
    return new PolicyError(`${this.name}: ${path}: ${message}`);
  }
}

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

/** What was found, short enough for a message. */
function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "an object";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
