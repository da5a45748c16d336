import { Cloud, type Contents } from "../../offline/account";
import { Provider } from "../../offline/provider";
import { RESOURCES } from "../../offline/resources";
import { schemaOf } from "../../offline/schema";
import { conform, fromWire, toWire, type ObjectValue } from "../../offline/values";

const ACCOUNT = "123456789012";
const caller = { accountId: ACCOUNT, region: "eu-west-1" };

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "sagemaker.amazonaws.com" } }],
});
const policyOf = (length: number): string => {
  const text = JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "s3:*", Resource: `arn:aws:s3:::${"x".repeat(9)}` }],
  });
  return text.replace("xxxxxxxxx", "x".repeat(length - text.length + 9));
};
const keyPolicy = (principal: string, action: string): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "*", Principal: { AWS: principal } }] });

const MANAGED = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const OWN = `arn:aws:iam::${ACCOUNT}:policy/own`;

/** Ten policies on the role `full`, and other things that stand in the way. */
const seed: Contents = {
  [ACCOUNT]: {
    global: {
      aws_iam_role: { held: { assume_role_policy: trust }, full: { assume_role_policy: trust } },
      aws_iam_policy: { [OWN]: { name: "own", policy: policyOf(200) } },
      aws_iam_role_policy_attachment: {
        [`held/${OWN}`]: { role: "held", policy_arn: OWN },
        ...Object.fromEntries(
          Array.from({ length: 10 }, (_, n) => [`full/${MANAGED}${n}`, { role: "full", policy_arn: `${MANAGED}${n}` }]),
        ),
      },
      aws_iam_role_policy: { "held:p": { role: "held", name: "p", policy: policyOf(10_000) } },
    },
    "eu-west-1": {
      aws_s3_bucket: { "sagemaker-taken": {} },
      aws_security_group: { "sg-1": { name: "taken", vpc_id: "vpc-1" } },
      aws_vpc_endpoint: {
        "vpce-1": { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-west-1.sts", private_dns_enabled: true },
      },
      aws_efs_file_system: { "fs-1": {} },
      aws_efs_mount_target: { "fsmt-1": { file_system_id: "fs-1", subnet_id: "subnet-1" } },
      aws_subnet: {
        "subnet-1": { availability_zone: "eu-west-1a" },
        "subnet-2": { availability_zone: "eu-west-1a" },
        "subnet-3": { availability_zone: "eu-west-1b" },
      },
    },
  },
};

const schemas = new Map(Object.entries(RESOURCES).map(([type, { binding }]) => [type, schemaOf(binding).block]));
let provider: Provider;
let cloud: Cloud;

beforeEach(() => {
  cloud = new Cloud(undefined, seed);
  provider = new Provider(cloud, caller);
});

function complete(type: string, config: ObjectValue): ObjectValue {
  const block = schemas.get(type);
  if (block === undefined) throw new Error(type);
  return conform(block, config);
}

/** Plans and applies, and returns the error, if any. */
function apply(type: string, before: ObjectValue | null, after: ObjectValue | null): string | undefined {
  const prior = toWire(before && complete(type, before));
  const config = toWire(after && complete(type, after));
  const plan = provider.plan("c", { type_name: type, prior_state: prior, proposed_new_state: config, config });
  const result = provider.apply("c", {
    type_name: type,
    prior_state: prior,
    planned_state: plan.planned_state ?? {},
    config,
  });
  return result.diagnostics?.[0]?.summary;
}

describe("AWS refuses to create", () => {
  test.each<[string, string, ObjectValue, RegExp]>([
    [
      "a role whose name is taken",
      "aws_iam_role",
      { name: "held", assume_role_policy: trust },
      /^creating IAM Role \(held\): operation error IAM: CreateRole, https response error StatusCode: 409, .*EntityAlreadyExists: Role with name held already exists\.$/,
    ],
    [
      "a policy whose name is taken",
      "aws_iam_policy",
      { name: "own", policy: policyOf(200) },
      /EntityAlreadyExists: A policy called own already exists/,
    ],
    [
      "a policy of 6,145 characters",
      "aws_iam_policy",
      { name: "long", policy: policyOf(6145) },
      /CreatePolicy, .*LimitExceeded: Cannot exceed quota for PolicySize: 6144/,
    ],
    [
      "a trust policy of 2,049 characters",
      "aws_iam_role",
      { name: "long", assume_role_policy: trust.replace("sagemaker", "x".repeat(2049 - trust.length + 9)) },
      /LimitExceeded: Cannot exceed quota for ACLSizePerRole: 2048/,
    ],
    [
      "a malformed policy",
      "aws_iam_policy",
      { name: "odd", policy: "{}" },
      /StatusCode: 400, .*MalformedPolicyDocument: Syntax errors in policy/,
    ],
    [
      "a role with a boundary that does not exist",
      "aws_iam_role",
      { name: "r", assume_role_policy: trust, permissions_boundary: `arn:aws:iam::${ACCOUNT}:policy/none` },
      /NoSuchEntity: Scope ARN: arn:aws:iam::123456789012:policy\/none does not exist or is not attachable/,
    ],
    [
      "an attachment of a policy that does not exist",
      "aws_iam_role_policy_attachment",
      { role: "held", policy_arn: `arn:aws:iam::${ACCOUNT}:policy/none` },
      /^attaching IAM Policy \(.*\) to IAM Role \(held\): .*AttachRolePolicy, .*NoSuchEntity: Policy .* does not exist or is not attachable/,
    ],
    [
      "an attachment to a role that does not exist",
      "aws_iam_role_policy_attachment",
      { role: "none", policy_arn: MANAGED },
      /NoSuchEntity: The role with name none cannot be found/,
    ],
    [
      "an eleventh policy on a role",
      "aws_iam_role_policy_attachment",
      { role: "full", policy_arn: MANAGED },
      /LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10/,
    ],
    [
      "inline policies beyond 10,240 characters",
      "aws_iam_role_policy",
      { role: "held", name: "q", policy: policyOf(241) },
      /LimitExceeded: Maximum policy size of 10240 bytes exceeded for role held/,
    ],
    ["a bucket twice", "aws_s3_bucket", { bucket: "sagemaker-taken" }, /BucketAlreadyOwnedByYou/],
    [
      "a part of a bucket that does not exist",
      "aws_s3_bucket_versioning",
      { bucket: "none", versioning_configuration: [{ status: "Enabled" }] },
      /PutBucketVersioning, .*NoSuchBucket/,
    ],
    [
      "a key that nobody could administer",
      "aws_kms_key",
      { policy: keyPolicy(`arn:aws:iam::${ACCOUNT}:root`, "kms:Decrypt") },
      /MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy/,
    ],
    [
      "an alias of no key",
      "aws_kms_alias",
      { name: "alias/x", target_key_id: "none" },
      /NotFoundException: Key 'none'/,
    ],
    ["a security group twice", "aws_security_group", { name: "taken", vpc_id: "vpc-1" }, /InvalidGroup\.Duplicate/],
    [
      "a rule in no group",
      "aws_vpc_security_group_ingress_rule",
      { security_group_id: "sg-none", ip_protocol: "-1" },
      /InvalidGroup\.NotFound/,
    ],
    [
      "a second owner of a private DNS name",
      "aws_vpc_endpoint",
      {
        vpc_id: "vpc-1",
        service_name: "com.amazonaws.eu-west-1.sts",
        vpc_endpoint_type: "Interface",
        private_dns_enabled: true,
      },
      /InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain/,
    ],
    [
      "a second mount target in a zone",
      "aws_efs_mount_target",
      { file_system_id: "fs-1", subnet_id: "subnet-2" },
      /MountTargetConflict: mount target already exists in this AZ/,
    ],
    [
      "a scalable target with the minimum above the maximum",
      "aws_appautoscaling_target",
      { service_namespace: "sagemaker", resource_id: "r", scalable_dimension: "d", min_capacity: 3, max_capacity: 2 },
      /RegisterScalableTarget, .*ValidationException: Minimum capacity cannot be greater/,
    ],
    [
      "a scaling policy without a target",
      "aws_appautoscaling_policy",
      { service_namespace: "sagemaker", resource_id: "r", scalable_dimension: "d", name: "n" },
      /ObjectNotFoundException: No scalable target registered/,
    ],
  ])("%s", (_, type, config, message) => {
    const before = cloud.snapshot();
    expect(apply(type, null, config)).toMatch(message);
    expect(cloud.snapshot()).toEqual(before);
  });
});

describe("AWS refuses to delete", () => {
  test.each<[string, string, ObjectValue, RegExp]>([
    [
      "a policy that is attached",
      "aws_iam_policy",
      { arn: OWN, name: "own", policy: "" },
      /^deleting IAM Policy \(own\): .*DeletePolicy, .*DeleteConflict: Cannot delete a policy attached to entities/,
    ],
    [
      "a role that was given a policy since the last refresh",
      "aws_iam_role",
      { name: "full" },
      /DeleteRole, .*DeleteConflict: Cannot delete entity, must detach all policies first/,
    ],
    ["a file system that is mounted", "aws_efs_file_system", { id: "fs-1" }, /FileSystemInUse/],
  ])("%s", (_, type, state, message) => {
    expect(apply(type, state, null)).toMatch(message);
  });

  test.each<[string, ObjectValue]>([
    ["with force_detach_policies", { name: "full", force_detach_policies: true }],
    ["whose state lists its policies", { name: "full", managed_policy_arns: [MANAGED] }],
  ])("but not a role %s, and its attachments go with it", (_, state) => {
    expect(apply("aws_iam_role", state, null)).toBeUndefined();
    expect(JSON.stringify(cloud.snapshot())).not.toContain("full");
  });
});

describe("AWS accepts", () => {
  test.each<[string, string, ObjectValue]>([
    ["a policy of 6,144 characters", "aws_iam_policy", { name: "long", policy: policyOf(6144) }],
    ["an AWS-managed policy", "aws_iam_role_policy_attachment", { role: "held", policy_arn: MANAGED }],
    [
      "the policies that a role has already",
      "aws_iam_role_policy_attachment",
      { role: "full", policy_arn: `${MANAGED}3` },
    ],
    ["a key that its account can administer", "aws_kms_key", { policy: keyPolicy(ACCOUNT, "kms:*") }],
    ["a mount target in another zone", "aws_efs_mount_target", { file_system_id: "fs-1", subnet_id: "subnet-3" }],
  ])("%s", (_, type, config) => {
    expect(apply(type, null, config)).toBeUndefined();
  });
});

test("an endpoint that owns its private DNS name can be changed", () => {
  const before = {
    id: "vpce-1",
    vpc_id: "vpc-1",
    service_name: "com.amazonaws.eu-west-1.sts",
    private_dns_enabled: true,
  };
  expect(apply("aws_vpc_endpoint", before, { ...before, subnet_ids: ["subnet-1"] })).toBeUndefined();
});

test("a user that is renamed in place leaves nothing under the old name", () => {
  expect(apply("aws_iam_user", null, { name: "old" })).toBeUndefined();
  expect(
    apply("aws_iam_user", { id: "old", name: "old", path: "/" }, { id: "old", name: "new", path: "/" }),
  ).toBeUndefined();
  expect(cloud.list({ accountId: ACCOUNT, region: "global" }, "aws_iam_user").map(([key]) => key)).toEqual(["new"]);
});

test("two resources of the same configuration are two", () => {
  apply("aws_kms_key", null, { description: "k" });
  apply("aws_kms_key", null, { description: "k" });
  expect(cloud.list({ accountId: ACCOUNT, region: "eu-west-1" }, "aws_kms_key")).toHaveLength(2);
});

test("an account entry that does not fit the schema is named", () => {
  cloud.put({ accountId: ACCOUNT, region: "global" }, "aws_iam_role", "odd", { max_session_duration: "1h" });
  const state = toWire(complete("aws_iam_role", { name: "odd" }));
  expect(() => provider.read("c", { type_name: "aws_iam_role", current_state: state })).toThrow(
    /aws_iam_role "odd" does not fit .*"max_session_duration" holds a string; its type is number/,
  );
});

test("a type that is not served is named, with what to do", () => {
  expect(() => provider.importState("c", { type_name: "aws_instance", id: "i-1" })).toThrow(
    /does not serve the resource type "aws_instance": it serves aws_appautoscaling_policy, .*add a row to a file in offline\/resources/,
  );
});

test("an id of another form is refused on import", () => {
  expect(() => provider.importState("c", { type_name: "aws_iam_role_policy_attachment", id: "x" })).toThrow(
    'unexpected format of ID ("x") for aws_iam_role_policy_attachment, expected role/policy_arn',
  );
});

test("a resource that is imported from another region is found there", () => {
  const place = { accountId: ACCOUNT, region: "eu-central-1" };
  cloud.put(place, "aws_security_group", "sg-9", { name: "far", vpc_id: "vpc-9" });
  const { imported_resources: [found] = [] } = provider.importState("c", {
    type_name: "aws_security_group",
    id: "sg-9@eu-central-1",
  });
  const state = fromWire(
    provider.read("c", { type_name: "aws_security_group", current_state: found?.state ?? {} }),
  ) as ObjectValue;
  expect(state).toMatchObject({ id: "sg-9", name: "far", region: "eu-central-1", vpc_id: "vpc-9" });
});
