import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startOffline, terraformAvailable } from "../../offline/terraform";
import { compareAccess } from "../../review/compare/access";
import { rowVerdict } from "../../review/row";
import type { Review, Row } from "../../review/model";
import { readPlans } from "../../review/read";
import { newFolder } from "../new-folder";

const run = terraformAvailable() ? describe : describe.skip;
const place = { accountId: "123456789012", region: "global" };

run("plans of the real Terraform", () => {
  let created: Review;
  let changed: Review;
  let unchanged: Review;
  let text: string;

  beforeAll(async () => {
    const terraform = await startOffline();
    const folder = join(newFolder(), "plans");
    cpSync(join(__dirname, "plans"), folder, { recursive: true });
    terraform.cloud.put(place, "aws_iam_policy", "arn:aws:iam::123456789012:policy/customer_deny_policy", {
      name: "customer_deny_policy",
      policy: '{"Version":"2012-10-17","Statement":[]}',
    });
    const ok = async (...args: string[]): Promise<string> => {
      const { status, stdout, stderr } = await terraform.run(folder, args);
      if (status !== 0) throw new Error(`terraform ${args.join(" ")}: ${stderr}`);
      return stdout;
    };
    const review = async (name: string, ...args: string[]): Promise<Review> => {
      await ok("plan", "-out=plan.bin", ...args);
      text = await ok("show", "-json", "plan.bin");
      const file = join(folder, `${name}.json`);
      writeFileSync(file, text);
      return compareAccess(readPlans([file]));
    };
    try {
      await ok("init");
      created = await review("created");
      await ok("apply", "-auto-approve", "plan.bin");
      const denied = { role: "listed-alone", policy_arn: "arn:aws:iam::123456789012:policy/customer_deny_policy" };
      terraform.cloud.put(place, "aws_iam_role_policy_attachment", `${denied.role}/${denied.policy_arn}`, denied);
      unchanged = await review("unchanged");
      changed = await review("changed", "-var=after=true");
    } finally {
      await terraform.stop();
    }
  });

  const rowOf = (review: Review, name: string, kind?: string): Row | undefined =>
    review.rows.find(({ subject }) => subject.name.includes(name) && (kind === undefined || subject.kind === kind));

  test("the first plan gives everyone what they have", () => {
    expect(created.verdict).toBe("widened");
    expect(rowOf(created, "attached", "role")).toBeDefined();
  });

  test("a plan without changes has no row", () => {
    expect(unchanged.rows).toEqual([]);
    expect(unchanged.verdict).toBe("none");
  });

  test.each([
    ["role", "inline-block", "widened", "s3:PutObject"],
    ["role", "role-policy", "widened", "s3:PutObject"],
    ["role", "attached", "widened", "s3:PutObject"],
    ["role", "attached-by-list", "widened", "s3:PutObject"],
    ["managed policy", "attached-elsewhere", "widened", "s3:PutObject"],
    ["role", "narrower", "narrowed", "s3:PutObject"],
    ["role", "boundary-removed", "widened", "s3:PutObject"],
    ["role", "full-access", "widened", "iam:PassRole"],
    ["role", "created", "widened", "s3:GetObject"],
    ["role", "deleted", "narrowed", "s3:GetObject"],
    ["user", "ann", "widened", "s3:PutObject"],
    ["user", "bob", "widened", "s3:PutObject"],
    ["group", "team", "widened", "s3:PutObject"],
    ["user", "eve", "widened", "s3:PutObject"],
    ["trust policy of role", "trusting", "widened", "sts:AssumeRole"],
    ["S3 bucket", "data", "widened", "s3:GetObject"],
    ["S3 bucket", "guarded", "widened", "s3:DeleteObject"],
    ["SNS topic", "jobs", "widened", "sns:Publish"],
    ["SQS queue", "jobs", "widened", "sqs:SendMessage"],
    ["secret", "AmazonSageMaker-db", "widened", "secretsmanager:GetSecretValue"],
    ["ECR repository", "sagemaker-images", "widened", "ecr:BatchGetImage"],
    ["Lambda function", "sagemaker-label", "widened", "lambda:InvokeFunction"],
    ["model package group", "models", "widened", "sagemaker:DescribeModelPackage"],
    ["role", "aws-managed-by-name", "widened", undefined],
    ["role", "red", "widened", undefined],
    ["role", "through-output", "widened", undefined],
  ] as const)("%s %s: %s, with a request that proves it", (kind, name, verdict, action) => {
    const row = rowOf(changed, name, kind);
    expect(row && rowVerdict(row)).toBe(verdict);
    const witnesses = row?.comparison.differences.flatMap(({ witness, proven }) =>
      proven && witness ? [witness.action] : [],
    );
    expect(witnesses).not.toEqual([]);
    if (action !== undefined) expect(witnesses).toContain(action);
  });

  test.each([
    ["EFS file system", "widened"],
    ["VPC endpoint", "widened"],
  ])("%s: %s", (kind, verdict) => {
    const row = changed.rows.find(({ subject }) => subject.kind === kind);
    expect(row && rowVerdict(row)).toBe(verdict);
  });

  test("both ways of giving a key its policy count", () => {
    const keys = changed.rows.filter(({ subject }) => subject.kind === "KMS key" && !subject.created);
    expect(keys.filter((row) => rowVerdict(row) === "widened")).toHaveLength(2);
  });

  test.each([
    [
      "deny-detached",
      "widened",
      /customer_deny_policy is detached; its text is not at hand, it may have denied anything/,
    ],
    ["listed-alone", "widened", /customer_deny_policy is detached; its text is not at hand/],
    ["sensitive", "widened", /marked sensitive/],
  ])("role %s: %s, in words", (name, verdict, expected) => {
    const row = rowOf(changed, name, "role");
    expect(row && rowVerdict(row)).toBe(verdict);
    expect(row?.notes.map((note) => note.text).join("\n")).toMatch(expected);
  });

  test.each([
    ["aws_security_group.inline", /opens tcp 443 from 0\.0\.0\.0\/0/, "public"],
    ["aws_vpc_security_group_ingress_rule.https", /opens tcp 443 from 10\.0\.0\.0\/8/, "write"],
  ])("%s opens", (address, expected, risk) => {
    const row = changed.rows.find(({ subject }) => subject.addresses.includes(address));
    expect(row?.notes[0]).toMatchObject({ verdict: "widened", risk });
    expect(row?.notes[0]?.text).toMatch(expected);
  });

  test("a rule within the old one only closes", () => {
    const row = changed.rows.find(({ subject }) => subject.addresses.includes("aws_security_group_rule.nfs"));
    expect(row && rowVerdict(row)).toBe("narrowed");
  });

  test("what is known only after apply is unknown", () => {
    const row = rowOf(changed, "known-after-apply", "role");
    expect(row && rowVerdict(row)).toBe("unknown");
    expect(row?.comparison.unknown).toEqual(["aws_iam_role_policy.unknown.policy"]);
  });

  test.each(["same-access", "blue"])("%s has no row: the same access, written otherwise or not touched", (name) => {
    expect(rowOf(changed, name, "role")).toBeUndefined();
  });

  test("a sensitive value appears nowhere", () => {
    expect(text).toContain("do-not-show-this");
    expect(JSON.stringify([created, changed])).not.toContain("do-not-show-this");
  });
});
