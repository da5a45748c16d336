import { rowVerdict } from "../../../review/row";
import { renderJson } from "../../../review/render/json";
import { renderMarkdown } from "../../../review/render/markdown";
import { plan, READ, reviewPlans, withoutConfiguration, type Change, type Values } from "../building";

const refers = (...references: string[]): Values => ({ references });
/** A data source as `configuration` holds it. */
const data = (name: string, more: Values): Values => ({
  address: `data.aws_iam_policy_document.${name}`,
  mode: "data",
  ...more,
});
const json = (name: string): string[] => [
  `data.aws_iam_policy_document.${name}.json`,
  `data.aws_iam_policy_document.${name}`,
];
const waiting = (more: Values = { depends_on: ["aws_s3_bucket.b"] }): Values => data("d", more);

/** A bucket that gets another tag, and perhaps more. */
const bucket = (before: Values = {}, after: Values = {}, more: Partial<Change> = {}): Change => ({
  address: "aws_s3_bucket.b",
  before: { bucket: "b", tags: { a: "1" }, tags_all: { a: "1" }, ...before },
  after: { bucket: "b", tags: { a: "2" }, ...after },
  unknown: { tags_all: true },
  ...more,
});
/** A policy whose text is known only after apply. */
const deferred = (references: string[] = json("d")): Change => ({
  address: "aws_iam_policy.p",
  before: { name: "p", policy: READ },
  after: { name: "p" },
  unknown: { policy: true },
  configured: { name: [], policy: references },
});

function planOf(changes: readonly Change[], sources: readonly Values[] = [], calls: Values = {}): Values {
  const made = plan(changes);
  const { root_module, ...rest } = made.configuration as { root_module: { resources: Values[] } };
  const resources = [...root_module.resources, ...sources];
  return { ...made, configuration: { ...rest, root_module: { ...root_module, resources, module_calls: calls } } };
}

/** Another resource whose tags, or timeouts, change alone. */
const other = (name: string, attribute = "tags"): Change => ({
  address: `aws_s3_bucket.${name}`,
  before: { bucket: name, [attribute]: { a: "1" } },
  after: { bucket: name, [attribute]: { a: "2" } },
});

const P = "aws_iam_policy.p.policy";
const ONLY_TAGS = `${P} (deferred: only tags of aws_s3_bucket.b change)`;

describe("a policy that is deferred by a change of tags alone", () => {
  test.each<[string, Values, string]>([
    ["depends_on", planOf([bucket(), deferred()], [waiting()]), ONLY_TAGS],
    [
      "a reference to the tags",
      planOf([bucket(), deferred(["aws_s3_bucket.b.tags_all", "aws_s3_bucket.b"])]),
      ONLY_TAGS,
    ],
    [
      "a reference within a statement",
      planOf(
        [bucket(), deferred()],
        [waiting({ expressions: { statement: [{ resources: refers("aws_s3_bucket.b") }] } })],
      ),
      ONLY_TAGS,
    ],
    [
      "for_each",
      planOf([bucket(), deferred()], [waiting({ for_each_expression: refers("aws_s3_bucket.b") })]),
      ONLY_TAGS,
    ],
    [
      "another data source between",
      planOf(
        [bucket(), deferred()],
        [
          waiting({ expressions: { source_policy_documents: refers(...json("e")) } }),
          data("e", { depends_on: ["aws_s3_bucket.b"] }),
        ],
      ),
      ONLY_TAGS,
    ],
    [
      "data sources in a circle",
      planOf(
        [bucket(), deferred()],
        [
          waiting({ expressions: { source_policy_documents: refers(...json("e")) } }),
          data("e", { depends_on: ["data.aws_iam_policy_document.d", "aws_s3_bucket.b"] }),
        ],
      ),
      ONLY_TAGS,
    ],
    [
      "a module's call that waits",
      planOf([bucket(), deferred(["module.m[0].text", "module.m[0]", "module.m"])], [], {
        m: {
          depends_on: ["aws_s3_bucket.b"],
          module: { outputs: { text: { expression: refers(...json("d")) } }, resources: [waiting({})] },
        },
      }),
      ONLY_TAGS,
    ],
    [
      "an element of a module's output",
      planOf([bucket(), deferred(["module.m.texts[0]", "module.m.texts", "module.m"])], [], {
        m: {
          expressions: { bucket: refers("aws_s3_bucket.b.tags_all", "aws_s3_bucket.b") },
          module: {
            outputs: { texts: { expression: refers(...json("d")) } },
            resources: [waiting({ expressions: { x: refers("var.bucket[0]", "var.bucket") } })],
          },
        },
      }),
      ONLY_TAGS,
    ],
    [
      "timeouts and tags of several",
      planOf(
        [bucket(), ...["c", "d", "e"].map((name) => other(name, "timeouts")), deferred()],
        [waiting({ depends_on: ["b", "c", "d", "e"].map((name) => `aws_s3_bucket.${name}`) })],
      ),
      `${P} (deferred: only tags and timeouts of aws_s3_bucket.b, aws_s3_bucket.c, aws_s3_bucket.d and 1 more change)`,
    ],
    [
      "beside one that does not change",
      planOf(
        [bucket(), { ...other("c"), before: { bucket: "c" }, after: { bucket: "c" } }, deferred()],
        [waiting({ depends_on: ["aws_s3_bucket.b", "aws_s3_bucket.c"] })],
      ),
      ONLY_TAGS,
    ],
    ["tags, and something else", planOf([bucket({}, { bucket: "c" }), deferred()], [waiting()]), P],
    [
      "something else that is unknown",
      planOf([bucket({}, {}, { unknown: { hosted_zone_id: true } }), deferred()], [waiting()]),
      P,
    ],
    ["made anew", planOf([bucket({}, {}, { actions: ["delete", "create"] }), deferred()], [waiting()]), P],
    [
      "one of several instances changes otherwise",
      planOf(
        [
          bucket({}, {}, { address: 'aws_s3_bucket.b["x"]' }),
          bucket({}, { bucket: "c" }, { address: 'aws_s3_bucket.b["y"]' }),
          deferred(),
        ],
        [waiting()],
      ),
      P,
    ],
    [
      "another resource changes otherwise",
      planOf(
        [bucket(), { address: "aws_s3_bucket.c", after: { bucket: "c" } }, deferred()],
        [waiting({ depends_on: ["aws_s3_bucket.b", "aws_s3_bucket.c"] })],
      ),
      P,
    ],
    ["nothing that it waits for changes", planOf([deferred()], [waiting()]), P],
    [
      "beside a local, of which a plan does not tell",
      planOf(
        [bucket(), deferred()],
        [waiting({ depends_on: ["aws_s3_bucket.b"], expressions: { x: refers("local.x") } })],
      ),
      P,
    ],
    [
      "a module as a whole, in which nothing changes",
      planOf([bucket(), deferred()], [waiting({ depends_on: ["aws_s3_bucket.b", "module.m"] })]),
      ONLY_TAGS,
    ],
    [
      "a module as a whole, in which only tags change",
      planOf(
        [{ ...other("c"), address: 'module.m["x"].module.n[0].aws_s3_bucket.c' }, deferred()],
        [waiting({ depends_on: ["module.m"] })],
      ),
      `${P} (deferred: only tags of module.m.module.n.aws_s3_bucket.c change)`,
    ],
    [
      "a module as a whole, in which something changes",
      planOf(
        [{ address: "module.m.aws_s3_bucket.c", after: { bucket: "c" } }, deferred()],
        [waiting({ depends_on: ["module.m"] })],
      ),
      P,
    ],
    [
      "all outputs of a module, of which a plan does not tell",
      planOf([bucket(), deferred(["module.m"])], [], { m: { depends_on: ["aws_s3_bucket.b"] } }),
      P,
    ],
    [
      "more than are followed",
      planOf(
        [bucket(), deferred()],
        [
          waiting({
            depends_on: ["aws_s3_bucket.b", ...Array.from({ length: 300 }, (_, i) => `aws_s3_bucket.n${i}`)],
          }),
        ],
      ),
      P,
    ],
    ["no configuration", withoutConfiguration(planOf([bucket(), deferred()], [waiting()])), P],
  ])("%s", (_, input, expected) => {
    const { rows } = reviewPlans(input);
    expect(rows.map((row) => [rowVerdict(row), row.comparison.unknown, row.comparison.differences])).toEqual([
      ["unknown", [expected], []],
    ]);
  });

  test("the row of each format says so", () => {
    const review = reviewPlans(planOf([bucket(), deferred()], [waiting()]));
    expect(renderMarkdown(review)).toContain(`known only after apply: \`${ONLY_TAGS}\``);
    expect(JSON.parse(renderJson(review))).toMatchObject({ rows: [{ unknown: [ONLY_TAGS] }] });
  });
});
