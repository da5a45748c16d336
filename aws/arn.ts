import { IAM_NAME_LENGTHS, iamName } from "./name-grammars";
import { PARTITION } from "./partitions";

/** The segments of an ARN: `arn:partition:service:region:account:resource`. */
interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for a global service such as IAM. */
  readonly region: string;
  /** 12 digits; `aws` for what AWS owns; empty for S3. */
  readonly account: string;
  /** The rest, colons included: `role/deployer`. */
  readonly resource: string;
}

/** Takes an ARN apart; undefined where the text is none. */
export function parseArn(value: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(value);
  if (!match) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return { partition, service, region, account, resource };
}

/**
 * The name at the end of an IAM resource, `role/ml/NAME`; undefined where it is of another kind. An account has a name
 * once, at whatever path.
 */
export function iamResourceName(resource: string, kind: "role" | "policy"): string | undefined {
  return resource.startsWith(`${kind}/`) ? resource.slice(resource.lastIndexOf("/") + 1) : undefined;
}

const IAM = `^arn:${PARTITION}:iam::`;
/** The path and the name of a role: `service/team/name`. */
const ROLE = pathAndName(IAM_NAME_LENGTHS.role);

function pathAndName(longest: number): string {
  return String.raw`(?:[\w+=,.@-]+/)*${iamName(longest)}$`;
}

/**
 * The ARNs of what environment files and commands name.
 * Source: "Resource types defined by …" of each service, Service Authorization Reference; the names are those that the
 * service allows.
 */
export const ARN_PATTERNS = {
  role: new RegExp(String.raw`${IAM}\d{12}:role/${ROLE}`),
  /** The account's or AWS's own. */
  managedPolicy: new RegExp(String.raw`${IAM}(?:\d{12}|aws):policy/${pathAndName(IAM_NAME_LENGTHS.managedPolicy)}`),
  samlProvider: new RegExp(String.raw`${IAM}\d{12}:saml-provider/[\w.-]{1,128}$`),
  oidcProvider: new RegExp(String.raw`${IAM}\d{12}:oidc-provider/[\w.:~%-]+(?:/[\w.:~%-]+)*$`),
  /** A role, a user or a whole account (`root`). */
  principal: new RegExp(String.raw`${IAM}\d{12}:(?:root$|(?:role|user)/${ROLE})`),
  /** A key, not an alias, which may come to mean another key. */
  key: new RegExp(String.raw`^arn:${PARTITION}:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]{1,64}$`),
  lifecycleConfig: new RegExp(
    String.raw`^arn:${PARTITION}:sagemaker:[a-z0-9-]+:\d{12}:notebook-instance-lifecycle-config\/[a-zA-Z0-9-]{1,63}$`,
  ),
} as const;
