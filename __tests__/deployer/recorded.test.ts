import { rightsFor, type StackRights } from "../../deployer";
import { callsOf } from "../../deployer/calls";
import { PHASES } from "../../deployer/calls/type-calls";
import calls from "../../deployer/calls/recorded.json";
import { happens } from "../../deployer/conditions";
import type { Operation } from "../../deployer/needs";
import type { Stack } from "../../deployer/stack";
import { publishedAction } from "../../policy/actions";
import { resourceFormats } from "../../policy/actions/arns";
import { compile, decide } from "../../policy/decide";
import type { PolicyDocument, PolicyStatement, Request } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { prodStacks, stackOf } from "./prod";
import recorded from "./recorded-stacks.json";

type Part = keyof typeof recorded.stacks;

const PARTS = Object.keys(recorded.stacks) as Part[];
const STEPS = ["plan", "apply", "replan", "update", "destroy"] as const;

const ACCOUNT = "210987654321";
const EC2 = `arn:aws:ec2:eu-central-1:${ACCOUNT}:`;
const ADMIN = `arn:aws:iam::${ACCOUNT}:role/customer_sagemaker_admin_role`;
const policy = (name: string): string => `arn:aws:iam::${ACCOUNT}:policy/${name}`;
const SCALING_ROLE = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint`;

/** What each stack of the example has, by the format that AWS publishes; ids as AWS would give them. */
const THINGS: Readonly<Record<Part, Readonly<Record<string, readonly string[]>>>> = {
  base: {
    "iam::%a:role/*": [ADMIN, `arn:aws:iam::${ACCOUNT}:role/AmazonSageMaker-ExecutionRole-Admin`],
    "iam::%a:policy/*": [policy("customer_sagemaker_deny_policy"), policy("AmazonSageMaker-ExecutionPolicy-Admin_2")],
  },
  storage: {
    "s3:::*": ["arn:aws:s3:::acme-sagemaker-prod"],
    "kms:%r:%a:key/*": [`arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a1b2c3d-0000-4000-8000-000000000000`],
    "kms:%r:%a:alias/*": [`arn:aws:kms:eu-central-1:${ACCOUNT}:alias/customer-sagemaker`],
  },
  network: {
    "ec2:%r:%a:security-group/*": [`${EC2}security-group/sg-0a1b2c3d`],
    "ec2:%r:%a:security-group-rule/*": [`${EC2}security-group-rule/sgr-0a1b2c3d`],
    "ec2:%r:%a:vpc-endpoint/*": [`${EC2}vpc-endpoint/vpce-0a1b2c3d`],
    "ec2:%r:%a:vpc/*": [`${EC2}vpc/vpc-0123456789abcdef0`],
    "ec2:%r:%a:subnet/*": [`${EC2}subnet/subnet-0123456789abcdef0`, `${EC2}subnet/subnet-0123456789abcdef1`],
    "ec2:%r:%a:route-table/*": [`${EC2}route-table/rtb-0123456789abcdef0`],
    "ec2:%r:%a:prefix-list/*": ["arn:aws:ec2:eu-central-1:aws:prefix-list/pl-0a1b2c3d"],
    "elasticfilesystem:%r:%a:file-system/*": [
      `arn:aws:elasticfilesystem:eu-central-1:${ACCOUNT}:file-system/fs-0a1b2c3d`,
    ],
    "kms:%r:%a:key/*": [`arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a1b2c3d-0000-4000-8000-000000000000`],
  },
  scaling: {
    "application-autoscaling:%r:%a:scalable-target/*": [
      `arn:aws:application-autoscaling:eu-central-1:${ACCOUNT}:scalable-target/0abc`,
    ],
    "iam::%a:role/*": [ADMIN],
    "iam::%a:policy/*": [policy("customer_sagemaker_scaling_clean_up_policy_eu-central-1")],
  },
  elevation: {
    "iam::%a:role/*": [ADMIN],
    "iam::%a:policy/*": [policy("customer_sagemaker_autoscaling_policy_CHG0012345")],
  },
  workforce: {
    "iam::%a:role/*": [`arn:aws:iam::${ACCOUNT}:role/customer_sagemaker_workforce_role`],
    "iam::%a:policy/*": [policy("customer_sagemaker_workforce_policy")],
  },
};

/** What a network's tags, and changes of rules, are not about. */
const NOT_TAGGED = /:(?:vpc|subnet|route-table|prefix-list)\//;

/** The policy that a request attaches. */
const ATTACHED: Readonly<Record<Part, string>> = {
  base: policy("customer_sagemaker_deny_policy"),
  storage: "",
  network: "",
  scaling: policy("customer_sagemaker_scaling_clean_up_policy_eu-central-1"),
  elevation: policy("customer_sagemaker_autoscaling_policy_CHG0012345"),
  workforce: policy("customer_sagemaker_workforce_policy"),
};

const stacks = prodStacks();
const stackOfPart = (part: Part): Stack => stacks[part] ?? stackOf();
const rightsOf = (part: Part, operation: Operation = "apply"): StackRights => rightsFor(stackOfPart(part), operation);
const documentsOf = (rights: StackRights): PolicyDocument[] =>
  rights.identities
    .filter(({ who }) => who === "deployer")
    .flatMap(({ policies }) => policies.map((it) => it.document));

/** The requests that a call of a stack makes: one for each thing that AWS authorises it on. */
function requests(part: Part, action: string): Request[] {
  const formats = resourceFormats(action).map(({ text }) => text);
  const things = formats.flatMap((format) => THINGS[part][format] ?? []);
  const named =
    isTagging(action) || action === "ec2:ModifySecurityGroupRules"
      ? things.filter((arn) => !NOT_TAGGED.test(arn))
      : things;
  if (formats.length > 0) expect(named).not.toEqual([]);
  const context = {
    "aws:RequestedRegion": "eu-central-1",
    "iam:PolicyARN": ATTACHED[part],
    "application-autoscaling:service-namespace": "sagemaker",
  };
  return (formats.length === 0 ? ["*"] : named).map((resource) => ({ action, resource, context }));
}

function isTagging(action: string): boolean {
  return publishedAction(action)?.level === "tagging";
}

/** Those of some requests that the documents do not allow. */
function denied(documents: readonly PolicyDocument[], asked: readonly Request[]): Request[] {
  const identity = compile(documents.map((document, i) => parsePolicy(document, String(i))));
  return asked.filter((request) => decide({ identity }, request).decision !== "allow");
}

const seen = (part: Part): string[] => [...new Set(STEPS.flatMap((step) => recorded.stacks[part][step]))].sort();

describe.each(PARTS)("%s", (part) => {
  const rights = rightsOf(part);
  const documents = documentsOf(rights);

  test("holds the types that were recorded, and what is read of others is known", () => {
    expect(rights.unknownTypes).toEqual([]);
    const types = new Set(stackOfPart(part).resources.map(({ type }) => type));
    expect(recorded.stacks[part].types.filter((type) => !types.has(type))).toEqual([]);
  });

  test.each(seen(part))("%s is allowed", (action) => {
    expect(denied(documents, requests(part, action))).toEqual([]);
  });

  test.each(rights.identities.filter(({ who }) => who === "deployer").flatMap(({ actions }) => actions))(
    "$action is needed: without it a call fails, or it says why it is there",
    ({ action, reasons }) => {
      if (reasons.some(({ evidence }) => evidence === "recorded")) {
        const rest = documents.map(without(action));
        expect(denied(rest, requests(part, action))).not.toEqual([]);
      } else {
        expect(reasons.filter(({ evidence, because }) => evidence === "documentation" && !because)).toEqual([]);
      }
    },
  );

  test("what it needs to plan is less, and enough", () => {
    const planning = documentsOf(rightsOf(part, "plan"));
    const asked = recorded.stacks[part].replan.flatMap((action) => requests(part, action));
    expect(denied(planning, asked)).toEqual([]);
    const writes = actionsOf(planning).filter(
      (action) => !["read", "list"].includes(publishedAction(action)?.level ?? ""),
    );
    expect(writes).toEqual([]);
  });
});

function statementsOf({ Statement }: PolicyDocument): readonly PolicyStatement[] {
  return [Statement].flat();
}

function actionsOf(documents: readonly PolicyDocument[]): string[] {
  return documents.flatMap(statementsOf).flatMap(({ Action = [] }) => Action);
}

function without(action: string): (document: PolicyDocument) => PolicyDocument {
  return (document) => ({
    ...document,
    Statement: statementsOf(document).map((statement) => ({
      ...statement,
      Action: [statement.Action ?? []]
        .flat()
        .filter((one) => one !== action)
        .concat("none:Nothing"),
    })),
  });
}

test.each<[Part, string, string, Record<string, string>]>([
  ["base", "iam:AttachRolePolicy", ADMIN, { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" }],
  ["base", "iam:AttachRolePolicy", ADMIN, { "iam:PolicyARN": policy("AmazonSageMaker-ExecutionPolicy-Admin") }],
  ["base", "iam:UpdateAssumeRolePolicy", `arn:aws:iam::${ACCOUNT}:role/deployer`, {}],
  ["base", "iam:CreatePolicyVersion", policy("customer_deny_policy"), {}],
  ["base", "iam:PassRole", ADMIN, { "iam:PassedToService": "sagemaker.amazonaws.com" }],
  ["storage", "s3:PutBucketPolicy", "arn:aws:s3:::acme-access-logs", {}],
  ["storage", "s3:GetObject", "arn:aws:s3:::acme-sagemaker-prod/iris.csv", {}],
  ["storage", "s3:DeleteObject", "arn:aws:s3:::acme-sagemaker-prod/iris.csv", {}],
  ["storage", "kms:Decrypt", `arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a1b2c3d`, {}],
  ["storage", "kms:CreateKey", "*", { "aws:RequestedRegion": "us-east-1" }],
  ["storage", "kms:DisableKeyRotation", `arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a1b2c3d`, {}],
  ["network", "ec2:CreateSecurityGroup", `${EC2}vpc/vpc-0aaaaaaaaaaaaaaaa`, {}],
  ["network", "ec2:CreateTags", `${EC2}vpc/vpc-0123456789abcdef0`, {}],
  ["network", "ec2:DeleteSecurityGroup", `arn:aws:ec2:us-east-1:${ACCOUNT}:security-group/sg-0a1b2c3d`, {}],
  ["network", "kms:Decrypt", `arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a1b2c3d`, {}],
  ["network", "iam:CreateServiceLinkedRole", SCALING_ROLE, { "iam:AWSServiceName": "sagemaker.amazonaws.com" }],
  [
    "scaling",
    "application-autoscaling:PutScalingPolicy",
    `arn:aws:application-autoscaling:eu-central-1:${ACCOUNT}:scalable-target/0abc`,
    { "application-autoscaling:service-namespace": "ecs" },
  ],
  [
    "scaling",
    "sagemaker:UpdateEndpointWeightsAndCapacities",
    `arn:aws:sagemaker:eu-central-1:${ACCOUNT}:endpoint/other`,
    {},
  ],
  ["elevation", "iam:CreateRole", ADMIN, {}],
  ["workforce", "iam:DeleteRole", ADMIN, {}],
])("%s is not allowed %s on %s with %j", (part, action, resource, context) => {
  const request = { action, resource, context: { "aws:RequestedRegion": "eu-central-1", ...context } };
  expect(denied(documentsOf(rightsOf(part)), [request])).toEqual([request]);
});

test("nothing in a stack of the example is unknown", () => {
  const rights = Object.entries(stacks).map(([part, stack]) => ({ part, ...rightsFor(stack, "apply") }));
  expect(rights.map(({ part }) => part)).toEqual(expect.arrayContaining([...PARTS, "logs"]));
  expect(rights.filter(({ unknownTypes }) => unknownTypes.length > 0)).toEqual([]);
});

describe("the log groups", () => {
  const documents = stacks.logs ? documentsOf(rightsFor(stacks.logs, "apply")) : [];
  const group = (name: string): string => `arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:/aws/sagemaker/${name}`;

  test.each<[string, string, boolean]>([
    ["logs:CreateLogGroup", group("TrainingJobs"), true],
    ["logs:PutRetentionPolicy", group("TrainingJobs"), true],
    ["logs:AssociateKmsKey", `${group("TrainingJobs")}:*`, true],
    ["logs:DescribeLogGroups", "*", true],
    ["logs:DeleteLogGroup", group("Endpoints/churn"), false],
    ["logs:PutRetentionPolicy", `arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:/aws/lambda/payroll`, false],
    ["logs:GetLogEvents", `${group("TrainingJobs")}:log-stream:churn`, false],
  ])("%s on %s: %s", (action, resource, expected) => {
    const request = { action, resource, context: { "aws:RequestedRegion": "eu-central-1" } };
    expect(denied(documents, [request])).toEqual(expected ? [] : [request]);
  });
});

describe("the data", () => {
  const types = Object.entries(calls.types);

  test("an import needs nothing that the other steps do not", () => {
    for (const [type, { import: imported }] of types) {
      const others = PHASES.flatMap((phase) => callsOf(type)?.[phase] ?? []);
      expect(imported.filter((action) => !others.includes(action))).toEqual([]);
    }
  });

  test.each(["aws_cloudwatch_log_group", "aws_cloudwatch_metric_alarm", "aws_iam_role"])(
    "what no recording shows of %s stands under also, with its reason",
    (type) => {
      const of = callsOf(type);
      const recorded = types.find(([name]) => name === type)?.[1];
      for (const phase of PHASES) expect(of?.[phase]).toEqual(recorded?.[phase] ?? []);
      const read = (of?.also ?? []).filter(({ evidence }) => evidence === "source");
      expect(read.length).toBeGreaterThan(0);
      for (const { reason, phases } of read) expect([reason.length > 0, phases.length > 0]).toEqual([true, true]);
    },
  );

  test("every action is published, and every condition decided", () => {
    for (const [type] of types) {
      const of = callsOf(type);
      const actions = [
        ...PHASES.flatMap((phase) => of?.[phase] ?? []),
        ...(of?.also ?? []).map(({ action }) => action),
      ];
      expect(actions.filter((action) => !publishedAction(action))).toEqual([]);
      for (const { when } of of?.also ?? []) {
        if (when !== undefined)
          expect(typeof happens(when, { type, name: "x", attributes: {} }, stackOf())).toBe("boolean");
      }
    }
  });
});
