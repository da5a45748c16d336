import type { Principal, Statement } from "./document";

/**
 * How a statement names a principal: `direct`, by itself or as everyone; `account`, through its account, which leaves
 * the decision to that account's identity policies; `none`, not at all.
 */
export type PrincipalMatch = "direct" | "account" | "none";
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
      let match: PrincipalMatch = "none";
      for (const listed of principals) {
        const found = matchPrincipal(listed, principal);
        if (found === "direct") return found;
        if (found === "account") match = found;
      }
      return match;
    };
  }
  if (notPrincipals) {
    return (principal) =>
      notPrincipals.some((listed) => matchPrincipal(listed, principal) === "direct") ? "none" : "direct";
  }
  return () => "direct";
}

function matchPrincipal(listed: Principal, principal: string | undefined): PrincipalMatch {
  if (listed.type === "*") return "direct";
  if (principal === undefined) return "none";
  if (listed.id === principal) return "direct";
  if (listed.type !== "AWS") return "none";
  const account = accountOf(listed.id);
  if (account !== undefined) return principal.split(":")[4] === account ? "account" : "none";
  return roleOfSession(principal) === roleKey(listed.id) && roleKey(listed.id) !== undefined ? "direct" : "none";
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
