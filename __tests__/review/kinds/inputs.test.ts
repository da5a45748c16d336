import { compareAccess } from "../../../review/compare/access";
import { readPlans } from "../../../review/read";
import {
  plan,
  policy,
  deny,
  of,
  written,
  reviewPlans,
  reviewSides,
  reviewFolders,
  rowsOf,
  trust,
  inline,
  EVERYTHING,
  READ,
  ONE,
  role as role0,
} from "../building";

describe("what is read", () => {
  const text = JSON.stringify(plan([inline("r", READ, EVERYTHING)]));
  test.each<[string, string | Buffer]>([
    ["UTF-16, as PowerShell writes it", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, the other way round", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["a byte order mark", `\ufeff${text}`],
    ["a wrapper's first line", `[command]/usr/bin/terraform-bin show -json plan.bin\n${text}`],
    [
      "a wrapper's lines around it",
      `[command]/x/terraform-bin show -json plan.bin\r\n${text}\n::debug::Terraform exited with code 0.\n`,
    ],
    ["format 0.2", text.replace('"1.2"', '"0.2"')],
  ])("%s", (_, content) => {
    expect(compareAccess(readPlans([written(content)])).verdict).toBe("widened");
  });

  const stack = (resource: unknown, more: object = {}) => ({ resource, ...more });
  const role = (text: string, more: object = {}) => ({
    aws_iam_role_policy: { x: { role: "r", name: "p", policy: text, ...more } },
  });
  test.each<[string, unknown, unknown, string]>([
    ["resources as a list", stack([role(READ)]), stack([role(EVERYTHING)]), "widened"],
    [
      "types as a list",
      stack({ aws_iam_role_policy: [{ x: { role: "r", policy: READ } }] }),
      stack({ aws_iam_role_policy: [{ x: { role: "r", policy: EVERYTHING } }] }),
      "widened",
    ],
    ["count off, then on", stack(role(READ, { count: 0 })), stack(role(READ, { count: 1 })), "widened"],
    [
      "for_each of nothing, then of something",
      stack(role(READ, { for_each: {} })),
      stack(role(READ, { for_each: { a: 1 } })),
      "widened",
    ],
    [
      "a policy with an expression, unchanged",
      stack(role('{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"${aws_s3_bucket.b.arn}"}]}')),
      stack(role('{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"${aws_s3_bucket.b.arn}"}]}')),
      "none",
    ],
    [
      "the same expression of another local",
      stack(role("${local.p}"), { locals: { p: READ } }),
      stack(role("${local.p}"), { locals: { p: EVERYTHING } }),
      "unknown",
    ],
    [
      "the same expression of the same local",
      stack(role("${local.p}"), { locals: { p: READ } }),
      stack(role("${local.p}"), { locals: { p: READ } }),
      "none",
    ],
    ["another expression", stack(role("${local.p}")), stack(role("${local.q}")), "unknown"],
    [
      "an inline block with an expression",
      stack({ aws_iam_role: { r: { name: "r", inline_policy: { name: "p", policy: "${var.p}" } } } }),
      stack({ aws_iam_role: { r: { name: "r", inline_policy: { name: "p", policy: "${var.q}" } } } }),
      "unknown",
    ],
    [
      "a dynamic block, unchanged",
      stack({ aws_security_group: { g: { name: "g", dynamic: { ingress: { for_each: "${var.r}", content: {} } } } } }),
      stack({ aws_security_group: { g: { name: "g", dynamic: { ingress: { for_each: "${var.r}", content: {} } } } } }),
      "none",
    ],
    [
      "a dynamic block that changes",
      stack({ aws_security_group: { g: { name: "g", dynamic: { ingress: { for_each: "${var.r}", content: {} } } } } }),
      stack({ aws_security_group: { g: { name: "g", dynamic: { ingress: { for_each: "${var.s}", content: {} } } } } }),
      "unknown",
    ],
    [
      "a module call, unchanged",
      { module: { m: { source: "./m", x: 1 } } },
      { module: { m: { source: "./m", x: 1 } } },
      "none",
    ],
    ["a module call that is new", { terraform: {} }, { module: { m: { source: "./m", x: 1 } } }, "unknown"],
    [
      "a type whose access is not compared",
      stack({ aws_iam_service_linked_role: { k: { aws_service_name: "es.amazonaws.com" } } }),
      stack({ aws_iam_service_linked_role: { k: { aws_service_name: "ecs.amazonaws.com" } } }),
      "unknown",
    ],
    [
      "a type without access",
      stack({ aws_cloudwatch_dashboard: { d: { dashboard_name: "a" } } }),
      stack({ aws_cloudwatch_dashboard: { d: { dashboard_name: "b" } } }),
      "none",
    ],
  ])("%s: %#", (_, before, after, verdict) => {
    const review = reviewSides(before, after);
    expect([review.verdict, rowsOf(review)]).toEqual([verdict, expect.anything()]);
  });

  test.each<[string, object, object, string]>([
    ["what a bucket's ACL opens", { bucket: "b", acl: "private" }, { bucket: "b", acl: "public-read" }, "widened"],
    ["a bucket's tags", { bucket: "b", tags: { a: "1" } }, { bucket: "b", tags: { a: "2" } }, "none"],
  ])("a type whose policy is compared, and %s", (_, before, after, verdict) => {
    const change = { address: "aws_s3_bucket.b", before: { ...before }, after: { ...after } };
    expect(reviewPlans(plan([change])).verdict).toBe(verdict);
  });

  test.each<[string, object, string]>([
    ["tags", { tags: { a: "2" }, tags_all: { a: "2" } }, "none"],
    ["timeouts", { timeouts: { create: "2h" } }, "none"],
    ["anything else", { timeouts: { create: "2h" }, baseline_version: "2" }, "unknown"],
  ])("a type that gives access as a whole, and its %s", (_, changed, verdict) => {
    const before = { baseline_version: "1", tags: { a: "1" }, tags_all: { a: "1" }, timeouts: null };
    const change = { address: "aws_controltower_baseline.b", before, after: { ...before, ...changed } };
    expect(reviewPlans(plan([change])).verdict).toBe(verdict);
  });

  test("the files behind a local module count", () => {
    const folder = (content: string) => ({
      "s/cdk.tf.json": { module: { m: { source: "./m" } } },
      "s/m/main.tf": content,
    });
    expect(reviewFolders(folder("# a"), folder("# a")).verdict).toBe("none");
    expect(reviewFolders(folder("# a"), folder("# b")).verdict).toBe("unknown");
  });

  test("a document without statements is of the other one's kind", () => {
    const empty = { Version: "2012-10-17", Statement: [] };
    const guard = JSON.parse(policy(of("*", deny("s3:*")))) as object;
    expect(reviewSides(guard, empty).verdict).toBe("widened");
    expect(reviewSides(empty, guard).verdict).toBe("narrowed");
    expect(reviewSides(empty, empty).verdict).toBe("none");
  });

  test("two plans of one stack are refused", () => {
    const one = (text: string) => plan([role0("r"), inline("r", READ, text)]);
    expect(() => reviewPlans(one(READ), one(EVERYTHING))).toThrow(
      /plans aws_iam_role\.r .*, which .* plans too; give one plan/,
    );
  });

  test("account details that are one page of several are refused", () => {
    const page = { RoleDetailList: [], IsTruncated: true };
    expect(() => reviewSides(page, page)).toThrow(/cut off, a page that others follow; give every page/);
  });

  test("one policy that cannot be read is one row, and the rest is reviewed", () => {
    const review = reviewPlans(
      plan([inline("bad", READ, "{"), inline("good", READ, EVERYTHING), inline("same", "{", "{")]),
    );
    expect(rowsOf(review)).toEqual(["role good: widened", "role bad: unknown"]);
    expect(review.rows[1]?.notes[0]?.text).toMatch(/cannot be read: p:1:2: not JSON/);
  });

  test("stacks overlay account details: what they do not name stays", () => {
    const details = {
      RoleDetailList: ["r", "other"].map((RoleName) => ({
        RoleName,
        Arn: `arn:aws:iam::${ONE}:role/${RoleName}`,
        AssumeRolePolicyDocument: JSON.parse(trust) as object,
        RolePolicyList: [{ PolicyName: "p", PolicyDocument: JSON.parse(READ) as object }],
        AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam::${ONE}:policy/theirs` }],
        PermissionsBoundary: { PermissionsBoundaryArn: `arn:aws:iam::${ONE}:policy/b` },
      })),
      ...{ UserDetailList: [], GroupDetailList: [] },
      Policies: [
        {
          PolicyName: "theirs",
          Arn: `arn:aws:iam::${ONE}:policy/theirs`,
          PolicyVersionList: [{ IsDefaultVersion: true, Document: JSON.parse(policy(deny("s3:Put*"))) as object }],
        },
      ],
    };
    const adopted = (more: object, text = READ) =>
      stack(
        {
          aws_iam_role: {
            r: { name: "r", assume_role_policy: trust, permissions_boundary: `arn:aws:iam::${ONE}:policy/b`, ...more },
          },
          aws_iam_role_policy: { p: { role: "r", name: "p", policy: text } },
        },
        { provider: { aws: { allowed_account_ids: [ONE] } } },
      );
    expect(rowsOf(reviewSides(details, adopted({})))).toEqual([]);
    expect(rowsOf(reviewSides(details, adopted({}, EVERYTHING)))).toEqual([`role r@${ONE}: widened`]);
    // The boundary is not at hand: what it let through is not known.
    expect(rowsOf(reviewSides(adopted({}, EVERYTHING), details))).toEqual([`role r@${ONE}: changed`]);
    expect(rowsOf(reviewSides(details, adopted({ permissions_boundary: null })))).toEqual([`role r@${ONE}: widened`]);
  });
});
