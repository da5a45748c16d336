import { median } from "../../bench/measure";
import { plainStack } from "../../bench/plain-stack";
import { replaceTable, table } from "../../bench/table";

const ROW = { what: "start", ours: "80 ms", reference: "50 ms: Node", measured: "80 ms", goal: "at most 250 ms" };

test("a missed goal is said", () => {
  expect(
    table(
      [
        { ...ROW, reached: true },
        { ...ROW, reached: false },
      ],
      "Here.",
    ).split("\n"),
  ).toEqual([
    "Here.",
    "",
    "| what | here | beside it | measured | goal |",
    "| --- | --- | --- | --- | --- |",
    "| start | 80 ms | 50 ms: Node | 80 ms | at most 250 ms |",
    "| start | 80 ms | 50 ms: Node | 80 ms (missed) | at most 250 ms |",
  ]);
});

test("only what is between the markers is replaced", () => {
  expect(replaceTable("a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n", "new")).toBe(
    "a\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nb\n",
  );
});

test.each(["no markers", "<!-- bench -->", "<!-- /bench --><!-- bench -->"])("%s: refused", (document) => {
  expect(() => replaceTable(document, "new")).toThrow("to put the table between");
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])("the median of %j is %p", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test("a synthesised stack becomes the resources that a bare app makes", () => {
  const synthesised = {
    "//": {},
    provider: { aws: [{ region: "eu-west-1" }] },
    resource: {
      aws_iam_role: {
        admin: { "//": {}, assume_role_policy: "{}", depends_on: ["x"], tags: { cost_center: "a" } },
      },
      aws_s3_bucket_versioning: { data: { versioning_configuration: { mfa_delete: "Disabled" } } },
    },
  };
  expect(plainStack("dev-base", synthesised)).toEqual({
    id: "dev-base",
    region: "eu-west-1",
    resources: [
      { type: "aws_iam_role", name: "admin", config: { assumeRolePolicy: "{}", tags: { cost_center: "a" } } },
      {
        type: "aws_s3_bucket_versioning",
        name: "data",
        config: { versioningConfiguration: { mfaDelete: "Disabled" } },
      },
    ],
  });
});
