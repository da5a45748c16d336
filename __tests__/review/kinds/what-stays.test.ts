import { entryOf, kept, policy, allow, deny, of, type Case, expectRight, planned, ONE, TWO } from "../building";

describe("what stays behind, and what goes", () => {
  test.each<Case>([
    [
      "efs policy destroyed with its file system",
      planned([
        {
          address: "aws_efs_file_system.f",
          before: { id: "fs-1", arn: `arn:aws:elasticfilesystem:eu-west-1:${ONE}:file-system/fs-1` },
        },
        {
          address: "aws_efs_file_system_policy.p",
          before: { file_system_id: "fs-1", policy: policy(of("*", deny("*"))) },
        },
      ]),
      "none",
    ],
    [
      "kms policy (key policy resource) destroyed, key stays",
      planned([
        kept(
          "aws_kms_key.k",
          {
            key_id: "k",
            arn: `arn:aws:kms:eu-west-1:${ONE}:key/k`,
            policy: policy(of({ AWS: `arn:aws:iam::${ONE}:role/r` }, allow("kms:*"))),
          },
          { configured: {} },
        ),
        {
          address: "aws_kms_key_policy.p",
          before: { key_id: "k", policy: policy(of({ AWS: `arn:aws:iam::${ONE}:role/r` }, allow("kms:*"))) },
        },
      ]),
      "widened",
    ],
    [
      "sns policy destroyed, topic replaced",
      planned([
        {
          address: "aws_sns_topic.t",
          before: { arn: `arn:aws:sns:eu-west-1:${ONE}:t`, name: "t", policy: "" },
          after: { name: "t" },
          unknown: { arn: true, policy: true },
          configured: { name: [] },
          actions: ["delete", "create"],
        },
        {
          address: "aws_sns_topic_policy.p",
          before: { arn: `arn:aws:sns:eu-west-1:${ONE}:t`, policy: policy(of("*", deny("*"))) },
        },
      ]),
      "widened",
    ],
    [
      "bucket replaced, policy of denies destroyed",
      planned([
        {
          address: "aws_s3_bucket.b",
          before: { bucket: "b", arn: "arn:aws:s3:::b" },
          after: { bucket: "b" },
          unknown: { arn: true, policy: true },
          actions: ["delete", "create"],
          configured: { bucket: [] },
        },
        { address: "aws_s3_bucket_policy.p", before: { bucket: "b", policy: policy(of("*", deny("s3:*"))) } },
      ]),
      "widened",
    ],
    [
      "endpoint policy resource emptied to default",
      planned([
        {
          address: "aws_vpc_endpoint_policy.p",
          before: { vpc_endpoint_id: "vpce-1", policy: policy(of("*", allow("s3:Get*"))) },
          after: { vpc_endpoint_id: "vpce-1" },
          unknown: { policy: true },
          configured: { vpc_endpoint_id: [] },
        },
      ]),
      "widened|unknown",
    ],
    [
      "bucket policy updated to unknown",
      planned([
        {
          address: "aws_s3_bucket_policy.p",
          before: { bucket: "b", policy: policy(of("*", deny("s3:*"))) },
          after: { bucket: "b" },
          unknown: { policy: true },
        },
      ]),
      "unknown",
    ],
    [
      "forget of a bucket policy that denies",
      planned([
        {
          address: "aws_s3_bucket_policy.p",
          before: { bucket: "b", policy: policy(of("*", deny("s3:*"))) },
          actions: ["forget"],
        },
      ]),
      "none",
    ],
    [
      "forget of a kms grant",
      planned([
        {
          address: "aws_kms_grant.g",
          before: { key_id: "k", grantee_principal: `arn:aws:iam::${ONE}:role/r`, operations: ["Decrypt"] },
          actions: ["forget"],
        },
      ]),
      "none",
    ],
    [
      "forget of a security group rule",
      planned([
        {
          address: "aws_vpc_security_group_ingress_rule.g",
          before: { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 1, to_port: 1, cidr_ipv4: "0.0.0.0/0" },
          actions: ["forget"],
        },
      ]),
      "none",
    ],
    [
      "deferred no-op type",
      planned([], {
        deferred_changes: [
          {
            reason: "instance_count_unknown",
            resource_change: entryOf({ address: "aws_cloudwatch_dashboard.d", after: { dashboard_name: "a" } }),
          },
        ],
        complete: false,
      }),
      "none",
    ],
    [
      "deferred s3 bucket policy",
      planned([], {
        deferred_changes: [
          {
            reason: "instance_count_unknown",
            resource_change: entryOf({
              address: "aws_s3_bucket_policy.d",
              after: { bucket: "b" },
              unknown: { policy: true },
            }),
          },
        ],
        complete: false,
      }),
      "unknown",
    ],
    [
      "destroy of an ecr repository policy whose repo is destroyed",
      planned([
        {
          address: "aws_ecr_repository.r",
          before: { name: "r", arn: `arn:aws:ecr:eu-west-1:${ONE}:repository/r`, registry_id: ONE },
        },
        {
          address: "aws_ecr_repository_policy.p",
          before: { repository: "r", registry_id: ONE, policy: policy(of("*", deny("*"))) },
        },
      ]),
      "none",
    ],
    [
      "destroy secret policy, secret elsewhere",
      planned([
        {
          address: "aws_secretsmanager_secret_policy.p",
          before: {
            secret_arn: `arn:aws:secretsmanager:eu-west-1:${ONE}:secret:s-AbCdEf`,
            policy: policy(of("*", deny("*"))),
          },
        },
      ]),
      "widened",
    ],
    [
      "kms external key policy attribute",
      planned([
        {
          address: "aws_kms_key.k",
          before: {
            key_id: "k",
            arn: `arn:aws:kms:eu-west-1:${ONE}:key/k`,
            policy: policy(of({ AWS: ONE }, allow("kms:*"))),
          },
          after: { key_id: "k", arn: `arn:aws:kms:eu-west-1:${ONE}:key/k`, policy: policy(of("*", allow("kms:*"))) },
        },
      ]),
      "widened",
    ],
    [
      "lambda permission destroyed with its function",
      planned([
        {
          address: "aws_lambda_function.f",
          before: {
            function_name: "f",
            arn: `arn:aws:lambda:eu-west-1:${ONE}:function:f`,
            role: `arn:aws:iam::${ONE}:role/r`,
          },
        },
        {
          address: "aws_lambda_permission.p",
          before: { function_name: "f", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" },
        },
      ]),
      "narrowed",
    ],
    [
      "grant constraints: subset adds pair",
      planned([
        {
          address: "aws_kms_grant.g",
          before: {
            key_id: "k",
            grantee_principal: "arn:aws:iam::111111111111:role/r",
            operations: ["Decrypt"],
            constraints: [{ encryption_context_equals: null, encryption_context_subset: { a: "1", b: "2" } }],
          },
          after: {
            key_id: "k",
            grantee_principal: "arn:aws:iam::111111111111:role/r",
            operations: ["Decrypt"],
            constraints: [{ encryption_context_equals: null, encryption_context_subset: { a: "1" } }],
          },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
    [
      "grant constraints: equals to another value",
      planned([
        {
          address: "aws_kms_grant.g",
          before: {
            key_id: "k",
            grantee_principal: "arn:aws:iam::111111111111:role/r",
            operations: ["Decrypt"],
            constraints: [{ encryption_context_equals: { a: "1" }, encryption_context_subset: {} }],
          },
          after: {
            key_id: "k",
            grantee_principal: "arn:aws:iam::111111111111:role/r",
            operations: ["Decrypt"],
            constraints: [{ encryption_context_equals: { a: "2" }, encryption_context_subset: {} }],
          },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
    [
      "grant: retiring principal added",
      planned([
        {
          address: "aws_kms_grant.g",
          before: {
            key_id: "k",
            grantee_principal: "arn:aws:iam::111111111111:role/r",
            operations: ["Decrypt"],
            retiring_principal: null,
          },
          after: {
            key_id: "k",
            grantee_principal: "arn:aws:iam::111111111111:role/r",
            operations: ["Decrypt"],
            retiring_principal: "arn:aws:iam::222222222222:role/x",
          },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
    [
      "grant tokens/name only",
      planned([
        {
          address: "aws_kms_grant.g",
          before: {
            key_id: "k",
            name: "a",
            grantee_principal: "arn:aws:iam::111111111111:role/r",
            operations: ["Decrypt"],
          },
          after: {
            key_id: "k",
            name: "b",
            grantee_principal: "arn:aws:iam::111111111111:role/r",
            operations: ["Decrypt"],
          },
          unknown: { grant_id: true, grant_token: true, id: true },
          actions: ["delete", "create"],
        },
      ]),
      "none",
    ],
    [
      "lambda qualifier changes",
      planned([
        {
          address: "aws_lambda_permission.p",
          before: { function_name: "f", action: "lambda:InvokeFunction", principal: TWO, qualifier: "a" },
          after: { function_name: "f", action: "lambda:InvokeFunction", principal: TWO, qualifier: "b" },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
    [
      "access point moves from one VPC to another",
      planned([
        {
          address: "aws_s3_access_point.p",
          before: {
            name: "p",
            bucket: "b",
            account_id: ONE,
            policy: policy(of("*", allow("s3:GetObject"))),
            vpc_configuration: [{ vpc_id: "vpc-1" }],
          },
          after: {
            name: "p",
            bucket: "b",
            account_id: ONE,
            policy: policy(of("*", allow("s3:GetObject"))),
            vpc_configuration: [{ vpc_id: "vpc-2" }],
          },
          actions: ["delete", "create"],
        },
      ]),
      "widened",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
