import type { Answer } from "../answer";
import { roleDecider } from "../decide";
import { ROLE_KINDS, type RoleKind } from "../question";
import { NoSuchRole, roleName, type RoleSource } from "../roles";
import { publishedAction } from "../../policy/actions";
import { unaskable } from "../notes";
import type { DenialMessage } from "./denial";
import { ELSEWHERE, notAtHand } from "./elsewhere";
import { resourceMeant } from "./resource";

/** What a denial comes from, and what to do next. */
export interface Explanation {
  readonly message: DenialMessage;
  /** The role that was denied, where it is one of these. */
  readonly role?: RoleKind;
  /** What it comes from: the policies of these roles, or of what the same file makes; others; or the message does not say. */
  readonly verdict: "here" | "elsewhere" | "unknown";
  /** Whether the verdict is `here`. */
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

/**
 * Says what a denial comes from.
 *
 * @param now When it was asked, in milliseconds since 1970.
 */
export function explainDenial(message: DenialMessage, source: RoleSource, now: number): Explanation {
  const { principal, policy, action } = message;
  if (action.startsWith("*:")) {
    return unknown(message, `the message names the operation ${action.slice(2)}, and no service whose action it is`);
  }
  if (principal === undefined) return unknown(message, "the message does not say who was denied");
  const caller = callerOf(principal);
  const role = caller && ROLE_KINDS.find((kind) => roleName(source.settings, kind) === caller.role);
  if (!role) return otherCaller(message, principal, source);
  const meant = resourceMeant(message, source.place);
  if ("because" in meant) return { ...unknown(message, meant.because), role };
  const { resource, isAny } = meant;
  const userId = caller.session === undefined ? {} : { "aws:userid": `AROA:${caller.session}` };
  let answer: Answer;
  try {
    const decide = roleDecider(() => source, role, now);
    answer = decide({ action, resource, context: { ...userId, ...message.context } });
  } catch (error) {
    // The file asks for no workforce role, so that whoever is called so is none of its roles.
    if (error instanceof NoSuchRole) return otherCaller(message, principal, source);
    throw error;
  }
  const outside = policy && ELSEWHERE[policy];
  if (outside) {
    const [what, next] = outside;
    const own =
      answer.decision === "allow"
        ? "the roles' own policies allow it"
        : "the roles' own policies do not allow it either";
    return found("elsewhere", message, role, answer, {
      because: `it comes from ${what}; ${own}`,
      next: [next, ...answer.next],
    });
  }
  const odd = publishedAction(action) ? undefined : unaskable({ action, resource });
  if (odd !== undefined) {
    return found("unknown", message, role, undefined, {
      because: odd,
      next: [
        `if the text was changed, ask with the action that was meant: \`ssps can ACTION ARN${optionFor(role)}\``,
        `if AWS has the action newly: here it is ${answer.decision === "allow" ? "allowed" : "denied"}`,
      ],
    });
  }
  if (isAny && dependsOnName(answer)) {
    const where = answer.allowed.length > 0 ? `; it is allowed on ${answer.allowed.slice(0, 4).join(", ")}` : "";
    return found("unknown", message, role, undefined, {
      because: `the message does not say on which resource${where}`,
      next: [askAgain(message, role)],
    });
  }
  if (answer.decision !== "allow") {
    return found("here", message, role, answer, { because: "it comes from the policies at hand", next: answer.next });
  }
  return found("elsewhere", message, role, answer, notAtHand(message, answer));
}

/** Whether a decision on any resource may be another one for the resource that was meant. */
function dependsOnName({ decision, allowed, missing, wants }: Answer): boolean {
  return decision === "allow" || (decision === "implicitDeny" && allowed.length + missing.length + wants.length > 0);
}

function found(
  verdict: Explanation["verdict"],
  message: DenialMessage,
  role: RoleKind,
  answer: Answer | undefined,
  why: Pick<Explanation, "because" | "next">,
): Explanation {
  return { message, role, verdict, ours: verdict === "here", ...why, ...(answer && { answer }) };
}

function otherCaller(message: DenialMessage, principal: string, { settings, environment }: RoleSource): Explanation {
  const names = ROLE_KINDS.map((kind) => roleName(settings, kind)).join(", ");
  const where = environment ? ` of ${environment.file}` : "";
  return {
    message,
    verdict: "elsewhere",
    ours: false,
    because: `${principal} is none of the roles${where}: ${names}`,
    next: [
      "ask who owns that role or user; `aws sts get-caller-identity` says who you are, and where that is not whom you meant, assume the role first",
    ],
  };
}

function unknown(message: DenialMessage, because: string): Explanation {
  const ofS3 = message.action.startsWith("s3:")
    ? [
        "S3 says who and why only within the account or the organization: a bucket of others needs a policy that allows the role",
      ]
    : [];
  return { message, verdict: "unknown", ours: false, because, next: [askAgain(message), ...ofS3] };
}

function askAgain({ action }: DenialMessage, role?: RoleKind): string {
  const asked = action.startsWith("*:") ? `SERVICE:${action.slice(2)}` : action;
  return `ask with the resource's ARN: \`ssps can ${asked} ARN${optionFor(role)}\`${role === undefined ? ", and `--as execution` for jobs and notebooks" : ""}`;
}

/** The admin role is the one that is asked about where nobody says. */
function optionFor(role: RoleKind | undefined): string {
  return role === undefined || role === "admin" ? "" : ` --as ${role}`;
}
