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
export function compilePrincipals({ principals, notPrincipals }: Statement): PrincipalTest {
  if (principals) {
    return (principal) => {
      let best: PrincipalMatch = "none";
      for (const listed of principals) {
        const match = matchPrincipal(listed, principal);
        if (match === "itself") return match;
        if (match === "role" || best === "none") best = match;
      }
      return best;
    };
  }
  if (notPrincipals) {
    return (principal) =>
      notPrincipals.some((listed) => ["itself", "role"].includes(matchPrincipal(listed, principal)))
        ? "none"
        : "itself";
  }
  return () => "itself";
}

function matchPrincipal(listed: Principal, principal: string | undefined): PrincipalMatch {
  if (listed.type === "*") return "itself";
  if (principal === undefined) return "none";
  const role = roleKey(listed.id);
  if (role !== undefined) return listed.id === principal || roleOfSession(principal) === role ? "role" : "none";
  if (listed.id === principal) return "itself";
  if (listed.type !== "AWS") return "none";
  const account = accountOf(listed.id);
  return account !== undefined && principal.split(":")[4] === account ? "account" : "none";
}

/** A session carries its role's name but not the role's path: both are compared without it. */
function roleKey(arn: string): string | undefined {
  const match = ROLE.exec(arn);
  return match ? `${match[1]}:${match[2]}:${match[3]}` : undefined;
}

function roleOfSession(arn: string): string | undefined {
  const match = SESSION.exec(arn);
  return match ? `${match[1]}:${match[2]}:${match[3]}` : undefined;
}
