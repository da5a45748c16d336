import {
  plan,
  entryOf,
  policy,
  allow,
  deny,
  of,
  reviewPlans,
  rowsOf,
  inline,
  EVERYTHING,
  READ,
  DENY,
  ONE,
  type Change,
} from "../building";

describe("what destroying means", () => {
  const locked = policy(of("*", deny("*")));
  const root = policy(of({ AWS: `arn:aws:iam::${ONE}:root` }, allow("kms:*")));
  test.each<[string, Change[], string]>([
    [
      "the policy of an endpoint elsewhere",
      [
        {
          address: "aws_vpc_endpoint_policy.p",
          before: { vpc_endpoint_id: "vpce-1", policy: policy(of("*", allow("s3:Get*"))) },
        },
      ],
      "widened",
    ],
    [
      "an endpoint with its policy",
      [{ address: "aws_vpc_endpoint.e", before: { id: "vpce-1", policy: policy(of("*", allow("s3:Get*"))) } }],
      "narrowed",
    ],
    [
      "a restrictive policy of an endpoint is made",
      [
        {
          address: "aws_vpc_endpoint_policy.p",
          after: { vpc_endpoint_id: "vpce-1", policy: policy(of("*", allow("s3:Get*"))) },
        },
      ],
      "narrowed",
    ],
    [
      "a new endpoint with its default",
      [
        {
          address: "aws_vpc_endpoint.e",
          after: { service_name: "s3" },
          unknown: { id: true, policy: true },
          configured: { service_name: [] },
        },
      ],
      "widened",
    ],
    [
      "a file system's policy",
      [{ address: "aws_efs_file_system_policy.p", before: { file_system_id: "fs-1", policy: locked } }],
      "widened",
    ],
    [
      "a key's policy that said no more than the default",
      [{ address: "aws_kms_key_policy.p", before: { key_id: `arn:aws:kms:eu-west-1:${ONE}:key/k`, policy: root } }],
      "none",
    ],
    [
      "a topic's policy",
      [{ address: "aws_sns_topic_policy.p", before: { arn: `arn:aws:sns:eu-west-1:${ONE}:t`, policy: locked } }],
      "widened",
    ],
    [
      "a queue's denies, the queue elsewhere",
      [{ address: "aws_sqs_queue_policy.p", before: { queue_url: "q", policy: locked } }],
      "widened",
    ],
    ["a queue with its denies", [{ address: "aws_sqs_queue.q", before: { url: "q", policy: locked } }], "none"],
    [
      "a repository's denies",
      [{ address: "aws_ecr_repository_policy.p", before: { repository: "r", policy: locked } }],
      "widened",
    ],
    [
      "a vault's denies",
      [{ address: "aws_backup_vault_policy.p", before: { backup_vault_name: "v", policy: locked } }],
      "widened",
    ],
    [
      "a table with its denies",
      [
        { address: "aws_dynamodb_table.t", before: { name: "t", arn: `arn:aws:dynamodb:eu-west-1:${ONE}:table/t` } },
        {
          address: "aws_dynamodb_resource_policy.p",
          before: { resource_arn: `arn:aws:dynamodb:eu-west-1:${ONE}:table/t`, policy: locked },
        },
      ],
      "none",
    ],
    ["a forgotten Allow", [inline("r", EVERYTHING, null, { actions: ["forget"] })], "none"],
    [
      "a deposed Deny beside one that stays",
      [
        inline("r", DENY, DENY),
        {
          address: "aws_iam_role_policy.old",
          before: { role: "r", name: "old", policy: DENY },
          more: { deposed: "a1" },
        },
      ],
      "none",
    ],
    [
      "a deposed Deny",
      [
        {
          address: "aws_iam_role_policy.old",
          before: { role: "r", name: "old", policy: DENY },
          more: { deposed: "a1" },
        },
      ],
      "widened",
    ],
  ])("%s: %#", (_, changes, verdict) => {
    expect(reviewPlans(plan(changes)).verdict).toBe(verdict);
  });

  test("a new endpoint's default puts no more at stake than reading", () => {
    const changes = [
      {
        address: "aws_vpc_endpoint.e",
        after: { service_name: "s3" },
        unknown: { policy: true },
        configured: { service_name: [] },
      },
    ];
    expect(
      reviewPlans(plan(changes)).rows.flatMap(({ comparison }) => comparison.differences.map(({ risk }) => risk)),
    ).toEqual(["read"]);
  });

  test.each<[string, object, RegExp]>([
    ["errored", { errored: true }, /ended in an error/],
    ["targeted", { complete: false }, /-target/],
    [
      "deferred",
      {
        complete: false,
        deferred_changes: [{ reason: "provider_config_unknown", resource_change: entryOf(inline("r", null, READ)) }],
      },
      /1 change waits for a later apply/,
    ],
  ])("a line at the top: %s", (_, more, line) => {
    const review = reviewPlans(plan([], { ...more }));
    expect(review.notices).toEqual([expect.stringMatching(line)]);
    expect(review.verdict).toBe("deferred_changes" in more ? "unknown" : "none");
  });

  test("what is forgotten is counted", () => {
    expect(reviewPlans(plan([inline("r", DENY, null, { actions: ["forget"] })])).notices).toEqual([
      expect.stringMatching(/1 resource is no longer managed/),
    ]);
  });

  test("drift without addresses, as Terraform 1.0 prints it, is said and not shown", () => {
    const { address: _, ...nameless } = entryOf(inline("r", READ, EVERYTHING));
    const review = reviewPlans(plan([], { resource_drift: [nameless, entryOf(inline("s", READ, EVERYTHING))] }));
    expect(rowsOf({ ...review, rows: review.drift })).toEqual(["role s: widened"]);
    expect(review.notices.join()).toContain("of what changed outside of Terraform, 1 change is without an address");
  });

  test("drift stands apart", () => {
    const review = reviewPlans(plan([], { resource_drift: [entryOf(inline("r", READ, EVERYTHING))] }));
    expect(review.verdict).toBe("none");
    expect(rowsOf({ ...review, rows: review.drift })).toEqual(["role r: widened"]);
  });
});
