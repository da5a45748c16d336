import type { Difference, Risk } from "../policy/compare";
import type { NewRow, Row, Subject } from "./model";
import { isNewPrincipal, isTrustPolicy, rowRisk } from "./row";

/**
 * Ranks the trust policies of new roles by what is behind them: that a service may assume a role puts at stake what the
 * role may do, and nothing where it may do nothing. Whom else a trust policy names keeps its own risk.
 */
export function rankNewRoles(rows: readonly NewRow[]): NewRow[] {
  const risks = new Map<string, Risk>();
  for (const row of rows) if (isRole(row.subject)) risks.set(identityOf(row.subject), rowRisk(row));
  return rows.map((row) => {
    const { subject, comparison } = row;
    if (!subject.created || !isTrustPolicy(subject)) return row;
    const risk = risks.get(identityOf(subject)) ?? "read";
    const ranked = comparison.differences.map((one) => (namesServicesOnly(one) ? { ...one, risk } : one));
    return { ...row, comparison: { ...comparison, differences: ranked } };
  });
}

/**
 * The principals that the change creates and that only services and one another can use: not the roles that the public,
 * another account, someone who signs in from elsewhere or a principal that exists already may assume, be it through
 * another new role. Where it is not known who may assume a role, somebody may.
 *
 * @returns Their rows, those of their trust policies too.
 */
export function rowsOfClosedPrincipals(rows: readonly Row[]): ReadonlySet<Row> {
  const created = rows.filter(({ subject }) => isNewPrincipal(subject));
  const byArn = new Map(created.map(({ subject }) => [arnOf(subject), identityOf(subject)]));
  const trusts = new Map(
    created
      .filter(({ subject }) => isTrustPolicy(subject))
      .map((row) => [identityOf(row.subject), principalsOf(row)?.map((arn) => byArn.get(arn) ?? SOMEBODY)]),
  );
  const roles = created.map(({ subject }) => subject).filter((subject) => isRole(subject) || isTrustPolicy(subject));
  const open = new Set([SOMEBODY]);
  // Whoever may assume a role that may assume another, may assume the other.
  for (let before = 0; before < open.size;) {
    before = open.size;
    for (const identity of roles.map(identityOf)) {
      const trusted = trusts.get(identity) ?? [SOMEBODY];
      if (trusted.some((one) => open.has(one))) open.add(identity);
    }
  }
  return new Set(created.filter(({ subject }) => subject.kind !== "permission set" && !open.has(identityOf(subject))));
}

/** Stands for whoever the change does not create. */
const SOMEBODY = "";

/** The ARNs that a trust policy names; none for services. Undefined where they are not all known. */
function principalsOf({ comparison, notes }: Row): string[] | undefined {
  const { differences, unknown } = comparison;
  if (unknown.length > 0 || notes.length > 0 || differences.some(({ notPrincipals }) => notPrincipals))
    return undefined;
  return differences
    .filter(({ verdict }) => verdict === "widened")
    .flatMap(({ principals = [{ type: "*" as const, id: "*" }] }) => principals)
    .filter(({ type }) => type !== "Service")
    .map(({ id }) => id.replace(/^arn:[^:]*:iam::(\d{12}:(?:role|user)\/)(?:.*\/)?([^/]+)$/, "$1$2"));
}

function namesServicesOnly({ principals, notPrincipals }: Difference): boolean {
  return notPrincipals === undefined && (principals?.every(({ type }) => type === "Service") ?? false);
}

function isRole({ kind }: Subject): boolean {
  return kind === "role";
}

/** The same for a role and its trust policy; accounts that are not known are one for each file. */
function identityOf(subject: Subject): string {
  const { kind, name, account, source } = subject;
  return JSON.stringify([isTrustPolicy(subject) ? "role" : kind, name, account ?? { source }]);
}

/** The ARN by which a policy names a principal, without its partition and path; none where its account is not known. */
function arnOf(subject: Subject): string | undefined {
  const { kind, name, account } = subject;
  return account === undefined ? undefined : `${account}:${isTrustPolicy(subject) ? "role" : kind}/${name}`;
}
