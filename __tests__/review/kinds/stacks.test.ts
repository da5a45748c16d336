import {
  policy,
  allow,
  of,
  reviewFolders,
  trust,
  EVERYTHING,
  READ,
  DENY,
  type Case,
  expectRight,
  compared,
  stackOf,
} from "../building";

const rp = (text: unknown, more: object = {}) => ({
  aws_iam_role_policy: { x: { role: "r", name: "p", policy: text, ...more } },
});
const sg = (more: object) => ({ aws_security_group: { g: { name: "g", ...more } } });
const rule = (cidr: string, more: object = {}) => ({
  protocol: "tcp",
  from_port: 1,
  to_port: 1,
  cidr_blocks: [cidr],
  ...more,
});

describe("stacks in JSON syntax", () => {
  test.each<Case>([
    [
      "resource blocks as list of lists",
      compared(
        stackOf([{ aws_iam_role_policy: [{ x: [{ role: "r", name: "p", policy: READ }] }] }]),
        stackOf([{ aws_iam_role_policy: [{ x: [{ role: "r", name: "p", policy: EVERYTHING }] }] }]),
      ),
      "widened",
    ],
    [
      "two resource lists of one type",
      compared(
        stackOf([rp(READ), { aws_iam_role_policy: { y: { role: "s", name: "q", policy: READ } } }]),
        stackOf([rp(READ), { aws_iam_role_policy: { y: { role: "s", name: "q", policy: EVERYTHING } } }]),
      ),
      "widened",
    ],
    [
      "count true/false text",
      compared(stackOf(rp(EVERYTHING, { count: "0" })), stackOf(rp(EVERYTHING, { count: "1" }))),
      "widened",
    ],
    ["count 1 to 0 of a deny", compared(stackOf(rp(DENY, { count: 1 })), stackOf(rp(DENY, { count: 0 }))), "widened"],
    [
      "for_each of a list (toset literal)",
      compared(stackOf(rp(EVERYTHING, { for_each: [] })), stackOf(rp(EVERYTHING, { for_each: ["a"] }))),
      "widened",
    ],
    [
      "dynamic as a list, opens",
      compared(
        stackOf(sg({ dynamic: [{ ingress: { for_each: [1], content: [rule("10.0.0.0/8")] } }] })),
        stackOf(sg({ dynamic: [{ ingress: { for_each: [1], content: [rule("0.0.0.0/0")] } }] })),
      ),
      "unknown|widened",
    ],
    [
      "dynamic appears",
      compared(
        stackOf(sg({})),
        stackOf(sg({ dynamic: { ingress: { for_each: "${var.x}", content: rule("0.0.0.0/0") } } })),
      ),
      "unknown|widened",
    ],
    [
      "dynamic inline policy changes",
      compared(
        stackOf({
          aws_iam_role: {
            r: {
              name: "r",
              assume_role_policy: trust,
              dynamic: { inline_policy: { for_each: [1], content: { name: "p", policy: READ } } },
            },
          },
        }),
        stackOf({
          aws_iam_role: {
            r: {
              name: "r",
              assume_role_policy: trust,
              dynamic: { inline_policy: { for_each: [1], content: { name: "p", policy: EVERYTHING } } },
            },
          },
        }),
      ),
      "unknown|widened",
    ],
    [
      "dynamic: variable it depends on changes",
      compared(
        {
          ...stackOf(sg({ dynamic: { ingress: { for_each: "${var.x}", content: rule("${ingress.value}") } } })),
          variable: { x: { default: ["10.0.0.0/8"] } },
        },
        {
          ...stackOf(sg({ dynamic: { ingress: { for_each: "${var.x}", content: rule("${ingress.value}") } } })),
          variable: { x: { default: ["0.0.0.0/0"] } },
        },
      ),
      "unknown|widened",
    ],
    [
      "inline policy with expression, changed literal part",
      compared(
        stackOf({
          aws_iam_role: {
            r: {
              name: "r",
              assume_role_policy: trust,
              inline_policy: [
                {
                  name: "p",
                  policy:
                    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"${aws_s3_bucket.b.arn}"}]}',
                },
              ],
            },
          },
        }),
        stackOf({
          aws_iam_role: {
            r: {
              name: "r",
              assume_role_policy: trust,
              inline_policy: [
                {
                  name: "p",
                  policy:
                    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"${aws_s3_bucket.b.arn}"}]}',
                },
              ],
            },
          },
        }),
      ),
      "unknown|widened",
    ],
    [
      "jsonencode expression changes",
      compared(
        stackOf(rp('${jsonencode({"Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]})}')),
        stackOf(rp('${jsonencode({"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]})}')),
      ),
      "unknown|widened",
    ],
    [
      "data source policy document changes",
      compared(
        {
          ...stackOf(rp("${data.aws_iam_policy_document.d.json}")),
          data: { aws_iam_policy_document: { d: { statement: [{ actions: ["s3:Get*"], resources: ["*"] }] } } },
        },
        {
          ...stackOf(rp("${data.aws_iam_policy_document.d.json}")),
          data: { aws_iam_policy_document: { d: { statement: [{ actions: ["s3:*"], resources: ["*"] }] } } },
        },
      ),
      "unknown|widened",
    ],
    [
      "data list",
      compared(
        {
          ...stackOf(rp("${data.aws_iam_policy_document.d.json}")),
          data: [{ aws_iam_policy_document: [{ d: { statement: [{ actions: ["s3:Get*"], resources: ["*"] }] } }] }],
        },
        {
          ...stackOf(rp("${data.aws_iam_policy_document.d.json}")),
          data: [{ aws_iam_policy_document: [{ d: { statement: [{ actions: ["s3:*"], resources: ["*"] }] } }] }],
        },
      ),
      "unknown|widened",
    ],
    [
      "resource attr referenced changes (bucket name)",
      compared(
        stackOf({
          ...rp(
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"${aws_s3_bucket.b.arn}"}]}',
          ),
          aws_s3_bucket: { b: { bucket: "a" } },
        }),
        stackOf({
          ...rp(
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"${aws_s3_bucket.b.arn}"}]}',
          ),
          aws_s3_bucket: { b: { bucket: "other" } },
        }),
      ),
      "unknown|widened",
    ],
    [
      "module call: an argument differs",
      compared(
        { module: { m: { source: "x/y/aws", version: "1.0" } } },
        { module: { m: { source: "x/y/aws", version: "1.1" } } },
      ),
      "unknown|widened",
    ],
    [
      "module call as list",
      compared({ module: [{ m: [{ source: "./m", x: 1 }] }] }, { module: [{ m: [{ source: "./m", x: 2 }] }] }),
      "unknown|widened",
    ],
    [
      "module call's variable differs",
      compared(
        { module: { m: { source: "./m", x: "${var.v}" } }, variable: { v: { default: 1 } } },
        { module: { m: { source: "./m", x: "${var.v}" } }, variable: { v: { default: 2 } } },
      ),
      "unknown|widened",
    ],
    ["module removed", compared({ module: { m: { source: "./m" } } }, { terraform: {} }), "unknown|widened"],
    [
      "nested local module behind a local module",
      () => {
        const f = (c: string) => ({
          "s/cdk.tf.json": { module: { m: { source: "./m" } } },
          "s/m/main.tf": 'module "n" {\n  source = "../n"\n}\n',
          "s/n/main.tf": c,
        });
        return reviewFolders(f("# a"), f("# b"));
      },
      "unknown|widened",
    ],
    [
      "local module outside of the stack's folder",
      () => {
        const f = (c: string) => ({ "s/cdk.tf.json": { module: { m: { source: "../n" } } }, "n/main.tf": c });
        return reviewFolders(f("# a"), f("# b"));
      },
      "unknown|widened",
    ],
    [
      "attachment by reference to role and policy, policy renamed",
      compared(
        stackOf({
          aws_iam_role: { r: { name: "r", assume_role_policy: trust } },
          aws_iam_policy: { a: { name: "a", policy: READ } },
          aws_iam_role_policy_attachment: {
            x: { role: "${aws_iam_role.r.name}", policy_arn: "${aws_iam_policy.a.arn}" },
          },
        }),
        stackOf({
          aws_iam_role: { r: { name: "r", assume_role_policy: trust } },
          aws_iam_policy: { b: { name: "b", policy: READ } },
          aws_iam_role_policy_attachment: {
            x: { role: "${aws_iam_role.r.name}", policy_arn: "${aws_iam_policy.b.arn}" },
          },
        }),
      ),
      "none",
    ],
    [
      "name is an expression of a variable with default",
      compared(
        {
          ...stackOf({ aws_iam_role_policy: { x: { role: "${var.n}", name: "p", policy: READ } } }),
          variable: { n: { default: "r" } },
        },
        {
          ...stackOf({ aws_iam_role_policy: { x: { role: "${var.n}", name: "p", policy: EVERYTHING } } }),
          variable: { n: { default: "r" } },
        },
      ),
      "widened",
    ],
    [
      "role's name becomes another by variable",
      compared(
        { ...stackOf(rp(EVERYTHING, { role: "${var.n}" })), variable: { n: { default: "r" } } },
        { ...stackOf(rp(EVERYTHING, { role: "${var.n}" })), variable: { n: { default: "other" } } },
      ),
      "unknown|widened",
    ],
    [
      "bucket policy's bucket by variable that changes",
      compared(
        {
          ...stackOf({
            aws_s3_bucket_policy: { x: { bucket: "${var.n}", policy: policy(of("*", allow("s3:GetObject"))) } },
          }),
          variable: { n: { default: "r" } },
        },
        {
          ...stackOf({
            aws_s3_bucket_policy: { x: { bucket: "${var.n}", policy: policy(of("*", allow("s3:GetObject"))) } },
          }),
          variable: { n: { default: "other" } },
        },
      ),
      "unknown|widened",
    ],
    [
      "attachment policy_arn by variable that changes",
      compared(
        {
          ...stackOf({ aws_iam_role_policy_attachment: { x: { role: "r", policy_arn: "${var.n}" } } }),
          variable: { n: { default: "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
        },
        {
          ...stackOf({ aws_iam_role_policy_attachment: { x: { role: "r", policy_arn: "${var.n}" } } }),
          variable: { n: { default: "arn:aws:iam::aws:policy/AdministratorAccess" } },
        },
      ),
      "unknown|widened",
    ],
    [
      "sg rule in group by expression",
      compared(
        stackOf({
          aws_security_group_rule: {
            x: {
              type: "ingress",
              security_group_id: "${aws_security_group.g.id}",
              protocol: "tcp",
              from_port: 1,
              to_port: 1,
              cidr_blocks: ["10.0.0.0/8"],
            },
          },
          ...sg({}),
        }),
        stackOf({
          aws_security_group_rule: {
            x: {
              type: "ingress",
              security_group_id: "${aws_security_group.g.id}",
              protocol: "tcp",
              from_port: 1,
              to_port: 1,
              cidr_blocks: ["0.0.0.0/0"],
            },
          },
          ...sg({}),
        }),
      ),
      "widened",
    ],
    [
      "sg cidr by variable that changes",
      compared(
        { ...stackOf(sg({ ingress: [rule("${var.c}")] })), variable: { c: { default: "10.0.0.0/8" } } },
        { ...stackOf(sg({ ingress: [rule("${var.c}")] })), variable: { c: { default: "0.0.0.0/0" } } },
      ),
      "unknown|widened",
    ],
    [
      "locals list form",
      compared(
        { ...stackOf(rp("${local.p}")), locals: [{ p: READ }] },
        { ...stackOf(rp("${local.p}")), locals: [{ p: EVERYTHING }] },
      ),
      "unknown|widened",
    ],
    [
      "terraform comments // in blocks",
      compared(stackOf({ "//": "x", ...rp(READ) }), stackOf({ "//": { metadata: 1 }, ...rp(READ) })),
      "none",
    ],
    [
      "removed block in stack",
      compared(stackOf(rp(DENY)), {
        removed: [{ from: "aws_iam_role_policy.x", lifecycle: { destroy: false } }],
        resource: {},
        terraform: {},
      }),
      "none|widened",
    ],
    [
      "moved block in stack",
      compared(stackOf(rp(READ)), {
        moved: [{ from: "aws_iam_role_policy.x", to: "aws_iam_role_policy.y" }],
        resource: { aws_iam_role_policy: { y: { role: "r", name: "p", policy: READ } } },
      }),
      "none",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
