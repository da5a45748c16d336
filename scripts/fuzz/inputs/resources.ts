import fc from "fast-check";
import { hostileValue, type Json, mostly } from "./hostile";
import { policyText } from "./policies";

/** A resource of Terraform's, apart from how a plan or a stack writes it. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, Json>>;
}

const ACCOUNT = "111122223333";
const names = mostly(fc.constantFrom("a", "b", "acme-sagemaker"));
const policyArns = mostly(
  fc.constantFrom(
    `arn:aws:iam::${ACCOUNT}:policy/a`,
    `arn:aws:iam::${ACCOUNT}:policy/b`,
    "arn:aws:iam::aws:policy/AdministratorAccess",
    "arn:aws:iam::aws:policy/service-role/AWSLambdaRole",
  ),
);
const list = (items: fc.Arbitrary<Json>): fc.Arbitrary<Json> => fc.array(items, { maxLength: 3 });
const identity = policyText(false);
const resource = policyText(true);
const ports = fc.constantFrom<Json[]>(0, 443, 65_535, -1, null, 1.5);
const rule: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  protocol: mostly(fc.constantFrom("tcp", "-1", "TCP", "icmp", "6")),
  from_port: ports,
  to_port: ports,
  cidr_blocks: list(mostly(fc.constantFrom("10.0.0.0/8", "0.0.0.0/0", "10.0.0.0/33", "1.2.3.4"))),
  ipv6_cidr_blocks: list(mostly(fc.constantFrom("::/0", "fd00::/8"))),
  security_groups: list(mostly(fc.constantFrom("sg-1", "sg-2"))),
  self: fc.boolean(),
};

/** Resource type → attribute → values. */
const TYPES: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<Json>>>>> = {
  aws_iam_role: {
    name: names,
    arn: names.map((name) => `arn:aws:iam::${ACCOUNT}:role/${name}`),
    assume_role_policy: resource,
    permissions_boundary: policyArns,
    managed_policy_arns: list(policyArns),
    inline_policy: list(fc.record({ name: names, policy: identity })),
    max_session_duration: fc.constantFrom<Json[]>(3600, 43_200, "x"),
  },
  aws_iam_user: { name: names, permissions_boundary: policyArns },
  aws_iam_group: { name: names },
  aws_iam_policy: { name: names, arn: policyArns, path: mostly(fc.constantFrom("/", "/team/")), policy: identity },
  aws_iam_role_policy: { role: names, name: names, policy: identity },
  aws_iam_user_policy: { user: names, name: names, policy: identity },
  aws_iam_group_policy: { group: names, name: names, policy: identity },
  aws_iam_role_policy_attachment: { role: names, policy_arn: policyArns },
  aws_iam_user_policy_attachment: { user: names, policy_arn: policyArns },
  aws_iam_group_policy_attachment: { group: names, policy_arn: policyArns },
  aws_iam_role_policy_attachments_exclusive: { role_name: names, policy_arns: list(policyArns) },
  aws_iam_role_policies_exclusive: { role_name: names, policy_names: list(names) },
  aws_iam_policy_attachment: { roles: list(names), users: list(names), groups: list(names), policy_arn: policyArns },
  aws_iam_group_membership: { group: names, users: list(names) },
  aws_iam_user_group_membership: { user: names, groups: list(names) },
  aws_ssoadmin_permission_set: { name: names, arn: names },
  aws_ssoadmin_permission_set_inline_policy: { permission_set_arn: names, inline_policy: identity },
  aws_ssoadmin_managed_policy_attachment: { permission_set_arn: names, managed_policy_arn: policyArns },
  aws_s3_bucket: { bucket: names, id: names, arn: names.map((name) => `arn:aws:s3:::${name}`), policy: resource },
  aws_s3_bucket_policy: { bucket: names, policy: resource },
  aws_kms_key: { key_id: names, policy: resource },
  aws_kms_key_policy: { key_id: names, policy: resource },
  aws_kms_grant: {
    key_id: names,
    grantee_principal: mostly(fc.constant(`arn:aws:iam::${ACCOUNT}:role/a`)),
    operations: list(mostly(fc.constantFrom("Decrypt", "CreateGrant"))),
    constraints: list(fc.record({ encryption_context_equals: fc.dictionary(names, names, { maxKeys: 2 }) })),
  },
  aws_lambda_permission: {
    function_name: names,
    action: mostly(fc.constantFrom("lambda:InvokeFunction", "lambda:*")),
    principal: mostly(fc.constantFrom("*", ACCOUNT, "s3.amazonaws.com", "arn:aws:iam::444455556666:root")),
    source_arn: mostly(fc.constant("arn:aws:s3:::a")),
    source_account: mostly(fc.constant(ACCOUNT)),
  },
  aws_sns_topic_policy: { arn: names, policy: resource },
  aws_sqs_queue: { url: names, policy: resource },
  aws_secretsmanager_secret_policy: { secret_arn: names, policy: resource },
  aws_vpc_endpoint: { id: names, service_name: names, policy: resource },
  aws_security_group: { id: names, name: names, ingress: list(fc.record(rule)), egress: list(fc.record(rule)) },
  aws_security_group_rule: {
    ...rule,
    type: mostly(fc.constantFrom("ingress", "egress")),
    security_group_id: names,
    source_security_group_id: names,
  },
  aws_vpc_security_group_ingress_rule: {
    security_group_id: names,
    ip_protocol: mostly(fc.constantFrom("tcp", "-1")),
    from_port: ports,
    to_port: ports,
    cidr_ipv4: mostly(fc.constantFrom("10.0.0.0/8", "0.0.0.0/0")),
    referenced_security_group_id: names,
  },
  aws_sagemaker_domain: { domain_name: names },
  aws_unheard_of_policy: { policy: resource },
  null_resource: {},
  toString: { policy: identity },
};

/** Some of a type's attributes, mostly with the values they should have. */
export const resources: fc.Arbitrary<Resource> = fc
  .constantFrom(...Object.keys(TYPES))
  .chain((type) =>
    fc
      .tuple(
        mostly(fc.constantFrom("a", "b")),
        fc.record(
          Object.fromEntries(
            Object.entries(TYPES[type] ?? {}).map(([attribute, values]): [string, fc.Arbitrary<Json>] => [
              attribute,
              fc.oneof({ weight: 30, arbitrary: values }, { weight: 1, arbitrary: hostileValue }),
            ]),
          ),
          { requiredKeys: [] },
        ),
      )
      .map(([name, values]) => ({ type, name, values: values as Resource["values"] })),
  );
