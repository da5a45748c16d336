import Ajv from "ajv";
import { readFileSync } from "node:fs";
import { renderJson } from "../../../review/render/json";
import { difference, edit, everyVerdict, HOSTILE, hostileRow, loss, review, row, without } from "./sample";

const schema = JSON.parse(readFileSync("review/review.schema.json", "utf8")) as object;
const validate = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

/** The data of a review, once the published schema has accepted it. */
function data(of: Parameters<typeof renderJson>[0]): unknown {
  const parsed: unknown = JSON.parse(renderJson(of));
  validate(parsed);
  expect(validate.errors).toBeNull();
  return parsed;
}

test("without a change", () => {
  expect(data(review([]))).toEqual({
    formatVersion: "1.3",
    verdict: "none",
    compared: 12,
    withoutAccess: 0,
    notCompared: 0,
    notices: [],
    drift: [],
    counts: { widened: 0, unknown: 0, changed: 0, narrowed: 0 },
    rows: [],
  });
});

test("a whole row", () => {
  const conditions = [
    {
      operator: "StringLike",
      qualifier: "ForAnyValue",
      ifExists: true,
      key: "aws:TagKeys",
      values: ["a*"],
    } as const,
  ];
  const unproven = without(loss({ proven: false, message: "it could not be proven" }), "witness");
  expect(
    data(review([row({ differences: [difference({ conditions }), unproven], edits: [edit], unknown: ["p"] })])),
  ).toEqual({
    formatVersion: "1.3",
    verdict: "widened",
    compared: 12,
    withoutAccess: 0,
    notCompared: 0,
    notices: [],
    drift: [],
    counts: { widened: 1, unknown: 0, changed: 0, narrowed: 0 },
    rows: [
      {
        id: "0123456789ab",
        acceptable: null,
        subject: {
          kind: "role",
          name: "admin_role",
          account: null,
          region: null,
          source: null,
          created: false,
          addresses: ["aws_iam_role.admin"],
        },
        verdict: "widened",
        risk: "escalation",
        proven: true,
        differences: [
          {
            verdict: "widened",
            cause: "allow",
            risk: "escalation",
            proven: true,
            statement: { policy: "admin_policy", index: 2, sid: "N1PassRole", effect: "Allow" },
            actions: ["iam:PassRole"],
            published: [],
            publishedCount: 0,
            resources: ["arn:aws:iam::111122223333:role/*"],
            conditions: [{ operator: "ForAnyValue:StringLikeIfExists", key: "aws:TagKeys", values: ["a*"] }],
            witness: {
              action: "iam:PassRole",
              resource: "arn:aws:iam::111122223333:role/x",
              context: { "iam:PassedToService": "glue.amazonaws.com" },
            },
          },
          {
            verdict: "narrowed",
            cause: "allow",
            risk: "read",
            proven: false,
            message: "it could not be proven",
            statement: { policy: "admin_policy", index: 2, sid: "N1PassRole", effect: "Allow" },
            actions: ["s3:GetObject"],
            published: [],
            publishedCount: 0,
            resources: ["arn:aws:s3:::acme/*"],
            conditions: [],
            witness: null,
          },
        ],
        edits: [edit],
        notes: [],
        unknown: ["p"],
      },
    ],
  });
});

test("every verdict is counted", () => {
  expect(data(everyVerdict)).toMatchObject({ counts: { widened: 1, unknown: 1, changed: 1, narrowed: 2 } });
});

test("where a row is, what created it, the notices, the counts and the drift are data too", () => {
  const place = { account: "111122223333", region: "eu-west-1", source: "plans/base.json", created: true };
  const rest = {
    notices: ["plan.json: made for some resources only (-target)"],
    drift: [row({ name: "drifted", ...place })],
    counts: { compared: 3, withoutAccess: 2, notCompared: 1 },
  };
  expect(data(review([row(place)], rest))).toMatchObject({
    compared: 3,
    withoutAccess: 2,
    notCompared: 1,
    counts: { widened: 1, unknown: 0, changed: 0, narrowed: 0 },
    notices: rest.notices,
    rows: [{ subject: { name: "admin_role", ...place } }],
    drift: [{ subject: { name: "drifted", ...place }, verdict: "widened" }],
  });
});

test.each([
  [true, true],
  [false, false],
])("a row that rests on a note is as proven as the note: %p", (proven, expected) => {
  const note = { verdict: "widened", risk: "write", proven, text: "x" } as const;
  expect(data(review([row({ differences: [loss()], notes: [note] })]))).toMatchObject({
    rows: [{ verdict: "widened", proven: expected, notes: [{ proven }] }],
  });
});

test.each(HOSTILE)("%s is data like any other", (_, name) => {
  expect(data(review([hostileRow(name)]))).toMatchObject({
    rows: [
      {
        subject: { name },
        differences: [{ actions: [name], witness: { principal: name, context: { [name]: [name, name] } } }],
      },
    ],
  });
});

test("the schema describes every member", () => {
  const undescribed = Object.entries(schema as Record<string, Record<string, Record<string, object>>>)
    .filter(([name]) => name === "properties")
    .flatMap(([, members]) => Object.entries(members))
    .filter(([, member]) => !("description" in member));
  expect(undescribed).toEqual([]);
});

test.each([
  ["a verdict that is none of ours", { verdict: "fine" }],
  ["a member that is none of ours", { extra: 1 }],
  ["a count that is none", { compared: -1 }],
])("the schema refuses %s", (_, given) => {
  expect(validate({ ...JSON.parse(renderJson(review([]))), ...given })).toBe(false);
});
