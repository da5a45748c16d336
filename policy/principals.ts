import type { Principal, Statement } from "./document";

/**
 * How a statement names a principal: `itself`, or everyone; `role`, the role that it is a session of, or is; `account`,
 * which leaves the decision to that account's identity policies; `none`, not at all.
 */
export type PrincipalMatch = "itself" | "role" | "account" | "none";
export type PrincipalTest = (principal: string | undefined) => PrincipalMatch;

const ACCOUNT = /^(?:\d{12}|arn:[a-z-]+:iam::(\d{12}):root)$/;
const SESSION = /^(arn:[a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/;
const ROLE = /^(arn:[a-z-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;

/** The account of an account principal, `111122223333` or its root ARN; undefined for any other. */
export function accountOf(id: string): string | undefined {
  const match = ACCOUNT.exec(id);
  return match ? (match[1] ?? id) : undefined;
}

/**
 * Compiles the Principal or NotPrincipal of a statement. A statement without either, as in identity policies, names
 * everyone it is attached to.
 *
 * Source: "AWS JSON policy elements: Principal", IAM User Guide.
 */
export function compilePrincipals({
  principals,
  notPrincipals,
}: Pick<Statement, "principals" | "notPrincipals">): PrincipalTest {
  if (principals) return compileListed(principals);
  if (!notPrincipals) return () => "itself";
  const excepted = compileListed(notPrincipals);
  return (principal) => (["itself", "role"].includes(excepted(principal)) ? "none" : "itself");
}

/** Finds a principal among many without going through them: a policy may list thousands. */
function compileListed(principals: readonly Principal[]): PrincipalTest {
  if (principals.some(({ type }) => type === "*")) return () => "itself";
  const themselves = new Set<string>();
  const roles = new Set<string>();
  const accounts = new Set<string>();
  for (const { type, id } of principals) {
    const role = roleKey(id);
    const account = type === "AWS" ? accountOf(id) : undefined;
    if (role === undefined) themselves.add(id);
    else roles.add(id).add(role);
    if (account !== undefined) accounts.add(account);
  }
  return (principal) => {
    if (principal === undefined) return "none";
    if (themselves.has(principal)) return "itself";
    if (roles.size > 0 && (roles.has(principal) || roles.has(roleOfSession(principal) ?? ""))) return "role";
    return accounts.size > 0 && accounts.has(principal.split(":")[4] ?? "") ? "account" : "none";
  };
}

/**
 * A role by partition, account and name; undefined for any other principal. A session carries its role's name but not
 * the role's path: both are compared without it.
 */
export function roleKey(arn: string): string | undefined {
  const match = ROLE.exec(arn);
  return match ? `${match[1]}:${match[2]}:${match[3]}` : undefined;
}

/** The same of the role that a session belongs to. */
export function roleOfSession(arn: string): string | undefined {
  const match = SESSION.exec(arn);
  return match ? `${match[1]}:${match[2]}:${match[3]}` : undefined;
}
