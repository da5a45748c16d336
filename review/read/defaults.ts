import type { Policy, PolicyStatement } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";

/** What a resource that nobody gives a policy has, by what rows call its kind. */
interface Default {
  readonly name: string;
  /** @param account The account of the resource, 12 digits. */
  readonly statement: (account: string, partition: string) => PolicyStatement;
}

/**
 * Kinds of resources where AWS or the provider puts a default in the place of a policy that is not there, or goes. For all
 * others (buckets, queues, secrets, repositories, vaults), nothing is there.
 */
const DEFAULTS: Readonly<Record<string, Default>> = {
  // Source: "Control access to VPC endpoints using endpoint policies", AWS PrivateLink.
  "VPC endpoint": {
    name: "default endpoint policy",
    statement: () => ({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
  },
  // Source: "Default EFS file system policy", Amazon EFS: full access to any client that reaches a mount target.
  "EFS file system": {
    name: "default file system policy",
    statement: () => ({
      Effect: "Allow",
      Principal: "*",
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"],
      Resource: "*",
    }),
  },
  // Source: "Default key policy", AWS KMS: the account, and so the policies of its principals.
  "KMS key": {
    name: "default key policy",
    statement: (account, partition) => ({
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${account}:root` },
      Action: "kms:*",
      Resource: "*",
    }),
  },
  // Source: what SNS gives a topic that is made without a policy.
  "SNS topic": {
    name: "default topic policy",
    statement: (account) => ({
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: [
        "SNS:GetTopicAttributes",
        "SNS:SetTopicAttributes",
        "SNS:AddPermission",
        "SNS:RemovePermission",
        "SNS:DeleteTopic",
        "SNS:Subscribe",
        "SNS:ListSubscriptionsByTopic",
        "SNS:Publish",
      ],
      Resource: "*",
      Condition: { StringEquals: { "AWS:SourceOwner": account } },
    }),
  },
};

/**
 * Kinds of resources that are open to whoever reaches them while they have no policy, unless something else asks who it is:
 * a policy, whatever it says, limits.
 *
 * Source: "Control access to a REST API with API Gateway resource policies", Amazon API Gateway Developer Guide.
 */
export const OPEN_WITHOUT_POLICY: ReadonlySet<string> = new Set(["REST API"]);

/** Stands for an account that nothing names. */
const UNKNOWN_ACCOUNT = "000000000000";

const made = new Map<string, Policy>();

/** The policy that a resource has where nobody sets one; the same object each time. Undefined where it has none. */
export function defaultPolicy(label: string, account = UNKNOWN_ACCOUNT, partition = "aws"): Policy | undefined {
  const entry = Object.hasOwn(DEFAULTS, label) ? DEFAULTS[label] : undefined;
  if (!entry) return undefined;
  const key = `${label} ${account} ${partition}`;
  let policy = made.get(key);
  if (!policy) {
    policy = parsePolicy({ Version: "2012-10-17", Statement: [entry.statement(account, partition)] }, entry.name);
    made.set(key, policy);
  }
  return policy;
}
