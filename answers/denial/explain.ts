import type { Answer } from "../answer";
import { roleDecider } from "../decide";
import { ROLE_KINDS, type RoleKind } from "../question";
import { NoSuchRole, roleName, type RoleSource } from "../roles";
import type { DenialMessage, DenyingPolicy } from "./message";

/** What a denial comes from, and what to do next. */
export interface Explanation {
  readonly message: DenialMessage;
  /** The role that was denied, where it is one of these. */
  readonly role?: RoleKind;
  /** Whether the policies of these roles, or of what the same file makes, deny it. */
  readonly ours: boolean;
  /** What it comes from, in a sentence. */
  readonly because: string;
  /** What the policies at hand say of the request; absent where there is too little to decide. */
  readonly answer?: Answer;
  readonly next: readonly string[];
}

/** Who a session or role belongs to. */
export interface Caller {
  readonly account: string;
  readonly role: string;
  readonly session?: string;
}

/** The role and its account that a principal's ARN names; undefined where it is no role. */
export function callerOf(principal: string): Caller | undefined {
  const session = /^arn:[a-z-]{1,20}:sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/(.{1,64})$/.exec(principal);
  const role = /^arn:[a-z-]{1,20}:iam::(\d{12}):role\/(?:[!-~]{1,512}\/)?([\w+=,.@-]{1,64})$/.exec(principal);
  const [, account, name, who] = session ?? role ?? [];
  if (account === undefined || name === undefined) return undefined;
  return { account, role: name, ...(who !== undefined && { session: who }) };
}

/** Kinds of policy that are none of the roles' and none of the file's. */
const ELSEWHERE: Readonly<Partial<Record<DenyingPolicy, readonly [what: string, next: string]>>> = {
  serviceControl: [
    "a service control policy of the organization",
    "ask who manages the organization: no policy of the roles can allow what it denies",
  ],
  resourceControl: [
    "a resource control policy of the organization",
    "ask who manages the organization: no policy of the roles can allow what it denies",
  ],
  boundary: [
    "the role's permissions boundary",
    "ask who owns the boundary, `permissions_boundary_arn` in the environment's file: the roles' policies cannot allow more than it does",
  ],
  session: [
    "the policy that was given to the session when the role was assumed",
    "ask who federates you: the identity provider or the broker passes that policy",
  ],
};

/**
 * Says what a denial comes from.
 *
 * @param now When it was asked, in milliseconds since 1970.
 */
export function explainDenial(message: DenialMessage, source: RoleSource, now: number): Explanation {
  const { principal, policy } = message;
  const caller = principal === undefined ? undefined : callerOf(principal);
  const role = caller && ROLE_KINDS.find((kind) => roleName(source.settings, kind) === caller.role);
  if (principal === undefined) return without(message, "the message does not say who was denied");
  if (!role) return otherCaller(message, principal, source);
  const outside = policy && ELSEWHERE[policy];
  const resource = resourceIn(message, source);
  if (resource === undefined) return { ...without(message, "the message does not say on which resource"), role };
  const userId = caller.session === undefined ? {} : { "aws:userid": `AROA:${caller.session}` };
  const decide = roleDecider(() => source, role, now);
  let answer: Answer;
  try {
    answer = decide({ action: message.action, resource, context: { ...userId, ...message.context } });
  } catch (error) {
    // The file asks for no workforce role, so that whoever is called so is none of its roles.
    if (error instanceof NoSuchRole) return otherCaller(message, principal, source);
    throw error;
  }
  if (outside) {
    const [what, next] = outside;
    const own =
      answer.decision === "allow"
        ? "the roles' own policies allow it"
        : "the roles' own policies do not allow it either";
    return {
      message,
      role,
      ours: false,
      because: `it comes from ${what}; ${own}`,
      answer,
      next: [next, ...answer.next],
    };
  }
  if (answer.decision !== "allow") {
    return { message, role, ours: true, because: "it comes from the policies at hand", answer, next: answer.next };
  }
  return { message, role, ours: false, answer, ...notAtHand(message, answer) };
}

/** The policies at hand allow it: what else may deny. */
function notAtHand(
  { action, resource, policy, explicit }: DenialMessage,
  { missing }: Answer,
): Pick<Explanation, "because" | "next"> {
  if (action.startsWith("kms:") && resource === undefined) {
    return {
      because:
        "the policies at hand allow it of the environment's key: it comes from another key, which the message does not name",
      next: [
        "ask who owns the key that encrypts the data; `ssps key POLICY.json` says what its policy lacks for these roles",
      ],
    };
  }
  if (policy === "resource") {
    return {
      because: "the policies at hand allow it: it comes from the resource's own policy",
      next: [
        "ask who owns the resource: its policy must allow the role (of a key, `ssps key POLICY.json` says what it lacks)",
      ],
    };
  }
  if (policy === "endpoint") {
    return {
      because:
        "the policies at hand allow it: it comes from the policy of a VPC endpoint that the environment's file does not make",
      next: ["ask who owns the VPC endpoint, or call from outside of its VPC"],
    };
  }
  if (explicit) {
    return {
      because:
        "the policies at hand do not deny it: a policy does that the role carries beside them, such as customer_deny_policy",
      next: ["look at the role's other policies: `extra_policy_arns` in the environment's file, or attached by hand"],
    };
  }
  return {
    because: "the policies at hand allow it: what is deployed may be another version, or the request had other values",
    next: [
      "compare what is deployed with the file: `ssps review --before account-details.json --after cdktf.out`",
      ...missing.map(
        (key) =>
          `the message does not tell ${key}, which could turn it: ask again with \`ssps can\` and --context ${key}=VALUE`,
      ),
    ],
  };
}

function otherCaller(message: DenialMessage, principal: string, { settings, environment }: RoleSource): Explanation {
  const names = ROLE_KINDS.map((kind) => roleName(settings, kind)).join(", ");
  const where = environment ? ` of ${environment.file}` : "";
  return {
    message,
    ours: false,
    because: `${principal} is none of the roles${where}: ${names}`,
    next: [
      "ask who owns that role or user; `aws sts get-caller-identity` says who you are, and where that is not whom you meant, assume the role first",
    ],
  };
}

function without(message: DenialMessage, because: string): Explanation {
  return {
    message,
    ours: false,
    because,
    next: [
      `ask with the name: \`ssps can ${message.action} ARN\`, and \`--as execution\` for jobs and notebooks`,
      "S3 says who and why only within the account or the organization: a bucket of others needs a policy that allows the role",
    ],
  };
}

/** The resource; of a message about a ciphertext any key, of an action without resources `*`. */
function resourceIn({ action, resource }: DenialMessage, { place }: RoleSource): string | undefined {
  if (resource !== undefined) return resource.startsWith("arn:") || resource === "*" ? resource : undefined;
  if (!action.startsWith("kms:")) return undefined;
  return `arn:${place.partition}:kms:${place.region}:${place.account}:key/00000000-0000-0000-0000-000000000000`;
}
