import { rowVerdict } from "../../../review/row";
import {
  allow,
  EVERYTHING,
  inline,
  kept,
  ONE,
  plan,
  policy,
  READ,
  reviewFolders,
  reviewPlans,
  role,
  rowsOf,
  trust,
  type Change,
  type Values,
} from "../building";

const arn = (name: string): string => `arn:aws:iam::${ONE}:role/${name}`;
const roles = [
  ...[role("strong"), inline("strong", EVERYTHING, EVERYTHING)],
  ...[role("weak"), inline("weak", READ, READ)],
  ...[role("twin"), inline("twin", READ, READ)],
];
const listed = (name: string, text: string): Change => role(name, { inline_policy: [{ name: "p", policy: text }] });
const ROLES = [...roles, listed("strong2", EVERYTHING), listed("weak2", READ), listed("twin2", READ)];

const thing = (type: string, before: Values | null, after: Values | null, more: Partial<Change> = {}): Change => ({
  address: `${type}.x`,
  before,
  after,
  ...more,
});
const lambda = (before: string | null, after: string | null, more: Partial<Change> = {}): Change =>
  thing(
    "aws_lambda_function",
    before === null ? null : { function_name: "f", role: before },
    after === null ? null : { function_name: "f", role: after },
    more,
  );
const newRole = (name: string, text: string): Change[] => [
  { address: `aws_iam_role.${name}`, after: { name, assume_role_policy: trust }, unknown: { arn: true } },
  inline(name, null, text),
];
const waiting = (reference?: string): Partial<Change> => ({
  unknown: { role: true },
  configured: { function_name: [], role: reference === undefined ? [] : [`${reference}.arn`, reference] },
});
const f = (verdict: string): string => `lambda function aws_lambda_function.x@${ONE}: ${verdict}`;

test.each<[string, Change[], string[]]>([
  ["gets a stronger role", [lambda(arn("weak2"), arn("strong2"))], [f("widened")]],
  ["gets a weaker role", [lambda(arn("strong2"), arn("weak2"))], [f("narrowed")]],
  ["gets a role of the same access", [lambda(arn("weak2"), arn("twin2"))], [f("changed")]],
  ["keeps its role", [kept("aws_lambda_function.x", { role: arn("weak2") })], []],
  [
    "only its tags change",
    [thing("aws_lambda_function", { role: arn("weak2"), tags: {} }, { role: arn("weak2"), tags: { a: "b" } })],
    [],
  ],
  ["the new role is not at hand", [lambda(arn("weak2"), arn("elsewhere"))], [f("widened")]],
  ["the old role is not at hand", [lambda(arn("elsewhere"), arn("weak2"))], [f("widened")]],
  ["the new role does nothing", [role("idle"), lambda(arn("elsewhere"), arn("idle"))], [f("changed")]],
  ["is created with a role that is there", [lambda(null, arn("weak2"))], [f("widened")]],
  ["is created with a role that does nothing", [role("idle"), lambda(null, arn("idle"))], [f("changed")]],
  ["is created with a role that is not at hand", [lambda(null, arn("elsewhere"))], [f("widened")]],
  ["is destroyed", [lambda(arn("strong2"), null)], []],
  [
    "its role is known only after apply",
    [lambda(arn("weak2"), null, { after: { function_name: "f" }, ...waiting() })],
    [f("unknown")],
  ],
])("a function: %s", (_, changes, expected) => {
  expect(rowsOf(reviewPlans(plan([...ROLES, ...changes])))).toEqual(expected);
});

test("a function that is created with its role has no row of its own; one that is there, has", () => {
  const created = lambda(null, null, { after: { function_name: "f" }, ...waiting("aws_iam_role.fresh") });
  expect(rowsOf(reviewPlans(plan([...ROLES, ...newRole("fresh", READ), created])))).not.toContainEqual(
    expect.stringContaining("lambda"),
  );
  const swapped = { ...created, before: { function_name: "f", role: arn("weak2") } };
  expect(rowsOf(reviewPlans(plan([...ROLES, ...newRole("fresh", EVERYTHING), swapped])))).toContain(f("widened"));
  expect(rowsOf(reviewPlans(plan([...ROLES, ...newRole("fresh", READ), swapped])))).toContain(f("changed"));
});

test("the role of before counts as it was, also where the plan destroys it", () => {
  const gone: Change[] = [
    {
      address: "aws_iam_role.old",
      before: { name: "old", arn: arn("old"), managed_policy_arns: [], inline_policy: [] },
    },
    inline("old", READ, null),
  ];
  const rows = (to: string): string[] => rowsOf(reviewPlans(plan([...ROLES, ...gone, lambda(arn("old"), arn(to))])));
  expect(rows("strong2")).toContain(f("widened"));
  expect(rows("twin2")).toContain(f("changed"));
});

test("a row names both roles and shows a request", () => {
  const [row] = reviewPlans(plan([...ROLES, lambda(arn("weak2"), arn("strong2"))])).rows;
  expect(row?.notes).toEqual([
    expect.objectContaining({ text: `runs as the role ${arn("strong2")} instead of ${arn("weak2")} (role)` }),
  ]);
  expect(row?.comparison).toMatchObject({ verdict: "widened", proven: true });
  expect(row?.comparison.differences[0]?.witness).toBeDefined();
});

test("what is not all at hand proves nothing", () => {
  const rows = reviewPlans(
    plan([
      role("open", { managed_policy_arns: undefined }),
      inline("open", READ, READ),
      ...ROLES,
      lambda(arn("open"), arn("strong2")),
    ]),
  ).rows;
  expect(rows.map(rowVerdict)).toEqual(["widened"]);
  expect(rows[0]?.comparison.proven).toBe(false);
});

test.each<[string, Values, Values]>([
  ["aws_ecs_task_definition", { task_role_arn: arn("weak2") }, { task_role_arn: arn("strong2") }],
  ["aws_ecs_task_definition", { execution_role_arn: arn("weak2") }, { execution_role_arn: arn("strong2") }],
  ["aws_sagemaker_notebook_instance", { role_arn: arn("weak2") }, { role_arn: arn("strong2") }],
  ["aws_sagemaker_model", { execution_role_arn: arn("weak2") }, { execution_role_arn: arn("strong2") }],
  [
    "aws_sagemaker_domain",
    { default_user_settings: [{ execution_role: arn("weak2") }] },
    { default_user_settings: [{ execution_role: arn("strong2") }] },
  ],
  ["aws_codebuild_project", { service_role: arn("weak2") }, { service_role: arn("strong2") }],
  ["aws_glue_job", { role_arn: arn("weak2") }, { role_arn: arn("strong2") }],
  ["aws_sfn_state_machine", { role_arn: arn("weak2") }, { role_arn: arn("strong2") }],
  ["aws_iam_instance_profile", { name: "p", role: "weak2" }, { name: "p", role: "strong2" }],
  ["aws_redshift_cluster", { iam_roles: [arn("weak2")] }, { iam_roles: [arn("weak2"), arn("strong2")] }],
])("%s: both ways", (type, weak, strong) => {
  const verdicts = (before: Values, after: Values): string[] =>
    reviewPlans(plan([...ROLES, thing(type, before, after)])).rows.map(rowVerdict);
  expect(verdicts(weak, strong)).toEqual(["widened"]);
  expect(verdicts(strong, weak)).toEqual(["narrowed"]);
  expect(verdicts(weak, weak)).toEqual([]);
});

test("an instance runs as the role of its profile", () => {
  const profiles = ["weak2", "strong2"].map((name) =>
    kept(`aws_iam_instance_profile.${name}`, { name: `profile-${name}`, role: name }),
  );
  const instance = (before: string, after: string): string[] =>
    rowsOf(
      reviewPlans(
        plan([
          ...ROLES,
          ...profiles,
          thing("aws_instance", { iam_instance_profile: before }, { iam_instance_profile: after }),
        ]),
      ),
    );
  expect(instance("profile-weak2", "profile-strong2")).toEqual([`instance aws_instance.x@${ONE}: widened`]);
  expect(instance("profile-strong2", "profile-weak2")).toEqual([`instance aws_instance.x@${ONE}: narrowed`]);
  expect(instance("profile-weak2", "profile-elsewhere")).toEqual([`instance aws_instance.x@${ONE}: widened`]);
});

test("stacks are read alike", () => {
  const stack = (name: string): Values => ({
    resource: {
      aws_iam_role: {
        weak: { name: "weak", assume_role_policy: trust },
        strong: { name: "strong", assume_role_policy: trust },
      },
      aws_iam_role_policy: {
        weak: { role: "weak", name: "p", policy: READ },
        strong: { role: "strong", name: "p", policy: policy(allow("*")) },
      },
      aws_lambda_function: { x: { function_name: "f", role: `\${aws_iam_role.${name}.arn}` } },
    },
  });
  const rows = (before: string, after: string): string[] =>
    rowsOf(reviewFolders({ "cdk.tf.json": stack(before) }, { "cdk.tf.json": stack(after) }));
  expect(rows("weak", "strong")).toEqual(["lambda function aws_lambda_function.x: widened"]);
  expect(rows("weak", "weak")).toEqual([]);
});

test("an instance that does not change gets another role by its profile", () => {
  const profile = (address: string, before: Values | null, after: Values | null): Change => ({
    address,
    before,
    after,
  });
  const rows = (...changes: Change[]): string[] =>
    rowsOf(reviewPlans(plan([...ROLES, ...changes, kept("aws_instance.x", { iam_instance_profile: "p" })])));
  const instance = `instance aws_instance.x@${ONE}: widened`;
  const [weak, strong] = ["weak2", "strong2"].map((name): Values => ({ name: "p", role: name })) as [Values, Values];
  expect(rows(profile("aws_iam_instance_profile.p", weak, strong))).toContain(instance);
  expect(
    rows(profile("aws_iam_instance_profile.a", weak, null), profile("aws_iam_instance_profile.b", null, strong)),
  ).toContain(instance);
  expect(rows(kept("aws_iam_instance_profile.p", weak))).toEqual([]);
});

test("what is the same on both sides is counted, and needs no row; nor does what is left over beside it", () => {
  const same = kept("aws_sagemaker_notebook_instance.x", { role_arn: arn("weak2"), root_access: "Disabled" });
  const { rows, counts } = reviewPlans(plan([...ROLES, same]));
  expect([rows, counts.compared]).toEqual([[], reviewPlans(plan(ROLES)).counts.compared + 1]);
  const leftover: Change = {
    address: "aws_sagemaker_notebook_instance.x",
    before: { role_arn: arn("strong2"), root_access: "Enabled" },
    more: { deposed: "00000001" },
  };
  expect(rowsOf(reviewPlans(plan([...ROLES, leftover, same])))).toEqual([]);
  expect(rowsOf(reviewPlans(plan([...ROLES, same, leftover])))).toEqual([]);
});

test("values decide what is the same, and not the actions that a plan claims", () => {
  const claimed = lambda(arn("weak2"), arn("strong2"), { actions: ["no-op"] });
  expect(rowsOf(reviewPlans(plan([...ROLES, claimed])))).toEqual([f("widened")]);
});
