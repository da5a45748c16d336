import type { Condition, Principal, Statement } from "../document";
import { parseCidr } from "../../aws/cidr";
import { accountOf } from "../principals";

/** What naming a principal puts at stake by itself. */
export type Exposure = "public" | "crossAccount";

/** A federation that anyone can sign in to, by its ARN or name: only a condition on the subject narrows it. */
const OPEN_FEDERATION = /:oidc-provider\/|^cognito-identity\.amazonaws\.com$/;

/**
 * The risk of whom an Allow of a resource's policy names; undefined where all are of the resource's account.
 *
 * @param account The 12-digit account that owns the resource. Where it is not known, every account may be another one.
 */
export function riskOfPrincipals(
  { conditions, notPrincipals }: Statement,
  principals: readonly Principal[],
  account: string | undefined,
): Exposure | undefined {
  if (notPrincipals) return "public";
  const required = conditions.filter(isRequired);
  const risks = principals.map((principal) => riskOfPrincipal(principal, required, account));
  return risks.includes("public") ? "public" : risks.find((risk) => risk !== undefined);
}

/** The risk of whom a statement names, all of them together. */
export function exposureOf(statement: Statement, account: string | undefined): Exposure | undefined {
  return riskOfPrincipals(statement, statement.principals ?? [], account);
}

function riskOfPrincipal(
  { type, id }: Principal,
  required: readonly Condition[],
  account: string | undefined,
): Exposure | undefined {
  if (type === "*") return required.some(narrows) ? riskOfConditions(required, account) : "public";
  if (type === "Federated") return OPEN_FEDERATION.test(id) && !required.some(isOnSubject) ? "public" : undefined;
  if (type === "CanonicalUser") return "crossAccount";
  const owner = type === "AWS" ? (accountOf(id) ?? id.split(":")[4]) : undefined;
  return owner !== undefined && owner !== account ? "crossAccount" : undefined;
}

/** Whether a condition asks for a value of its key: one that holds where the key is absent narrows nobody. */
function isRequired({ operator, ifExists, qualifier }: Condition): boolean {
  return !ifExists && qualifier !== "ForAllValues" && !/Not|Null/.test(operator);
}

function isOnSubject({ key }: Condition): boolean {
  return /:sub$|^cognito-identity\.amazonaws\.com:aud$/i.test(key);
}

/** Condition keys whose value is an account. */
const ACCOUNTS = keys(
  "aws:PrincipalAccount aws:SourceAccount aws:SourceOwner aws:VpceAccount kms:CallerAccount s3:DataAccessPointAccount",
);
/** Condition keys whose value is an ARN, which holds an account, or none where it is a bucket's. */
const ARNS = keys("aws:PrincipalArn aws:SourceArn aws:SourceVpcArn");

function keys(names: string): ReadonlySet<string> {
  return new Set(names.toLowerCase().split(" "));
}

/** The account that a value of a key names. */
function accountIn(key: string, value: string): string | undefined {
  const account = ARNS.has(key) ? value.split(":")[4] : ACCOUNTS.has(key) ? value : undefined;
  return account === "" ? undefined : account;
}

/** Condition keys that name an organization: accounts beside the resource's own. */
const ORGANISATION = /^aws:(principal|source|vpce)org(id|paths)$/;

/** Condition keys that say who asks, or from where, in other ways. */
const OTHERS = keys(
  "aws:userid aws:username aws:SourceVpc aws:SourceVpce kms:ViaService lambda:FunctionUrlAuthType lambda:EventSourceToken s3:DataAccessPointArn sns:Endpoint",
);

const ADDRESSES = keys("aws:SourceIp aws:VpcSourceIp");
const ANYTHING = /^[*?]*$/;

/** Whether a statement with this condition applies to somebody in particular. */
function narrows(condition: Condition): boolean {
  const { values } = condition;
  const key = condition.key.toLowerCase();
  if (ADDRESSES.has(key)) return !isPublic(values);
  if (values.some((value) => ANYTHING.test(value))) return false;
  // A role of some name can be made in any account.
  if (key === "aws:principalarn") return !values.some((value) => ANYTHING.test(value.split(":")[4] ?? ""));
  return ACCOUNTS.has(key) || ARNS.has(key) || ORGANISATION.test(key) || OTHERS.has(key);
}

/** The largest blocks that one organisation was given at once: a /8, and of IPv6 a /19. Source: IANA, RIPE NCC. */
const LARGEST_BLOCK = { 32: 1n << 24n, 128: 1n << 109n } as const;

/** Whether ranges hold more addresses than that, or may: one that cannot be read may hold any. */
function isPublic(ranges: readonly string[]): boolean {
  const totals = { 32: 0n, 128: 0n };
  for (const range of ranges) {
    const cidr = parseCidr(range);
    if (!cidr) return true;
    totals[cidr.bits] += 1n << cidr.shift;
  }
  return totals[32] > LARGEST_BLOCK[32] || totals[128] > LARGEST_BLOCK[128];
}

/** Of anyone whom conditions narrow: whether they may be of another account. */
function riskOfConditions(required: readonly Condition[], account: string | undefined): "crossAccount" | undefined {
  const accounts = required.map(({ key, values }) => values.map((value) => accountIn(key.toLowerCase(), value)));
  const own = (value: string | undefined): boolean => value !== undefined && value === account;
  if (accounts.some((values) => values.length > 0 && values.every(own))) return undefined;
  const others = accounts.flat().some((value) => value !== undefined && value !== account);
  return others || required.some(({ key }) => ORGANISATION.test(key.toLowerCase())) ? "crossAccount" : undefined;
}
