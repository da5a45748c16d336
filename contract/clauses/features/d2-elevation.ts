import { allow, clause, deny, type Case, type StatementTemplate } from "../../clause";
import { type PartOption, optionList } from "../../options";

type Rights = Pick<StatementTemplate, "sid" | "actions" | "resources" | "conditions" | "when" | "unless">;

const ALARMS = ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"];
const IN_REGION = { StringEquals: { "aws:RequestedRegion": "{region}" } } as const;

/** What an elevation allows, whenever it does. */
const RIGHTS: readonly Rights[] = [
  {
    sid: "D2Targets",
    actions: [
      "application-autoscaling:DeleteScalingPolicy",
      "application-autoscaling:DeleteScheduledAction",
      "application-autoscaling:DeregisterScalableTarget",
      "application-autoscaling:PutScalingPolicy",
      "application-autoscaling:PutScheduledAction",
      "application-autoscaling:RegisterScalableTarget",
    ],
    resources: ["arn:{partition}:application-autoscaling:{region}:{account}:scalable-target/*"],
    conditions: { StringEquals: { "application-autoscaling:service-namespace": "sagemaker" } },
  },
  { sid: "D2Alarms", actions: ALARMS, resources: ["*"], conditions: IN_REGION, unless: "scalingAlarms" },
  {
    sid: "D2ScalingAlarms",
    actions: ALARMS,
    resources: ["*"],
    conditions: {
      ...IN_REGION,
      // Met by requests without actions, which deletions and the service's trial are.
      "ForAllValues:ArnLike": {
        "cloudwatch:AlarmActions": "arn:{partition}:autoscaling:{region}:{account}:scalingPolicy:*",
      },
    },
    when: "scalingAlarms",
  },
  {
    sid: "D2ServiceLinkedRole",
    actions: ["iam:CreateServiceLinkedRole"],
    resources: [
      "arn:{partition}:iam::{account}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint",
    ],
    conditions: { StringEquals: { "iam:AWSServiceName": "sagemaker.application-autoscaling.amazonaws.com" } },
  },
];

const WINDOW = {
  DateGreaterThanEquals: { "aws:CurrentTime": "{elevationFrom}" },
  DateLessThan: { "aws:CurrentTime": "{elevationUntil}" },
} as const;
const SESSIONS = { StringLike: { "aws:userid": ["{elevationSessions}"] } } as const;

const within = (
  suffix: string,
  added: StatementTemplate["conditions"],
  on: { readonly when?: PartOption; readonly unless?: PartOption },
): StatementTemplate[] =>
  RIGHTS.map(({ sid, conditions, when, unless, ...rights }) => ({
    sid: sid + suffix,
    documents: ["elevation"],
    ...rights,
    conditions: { ...conditions, ...added },
    when: [on.when, ...optionList(when)].filter((option) => option !== undefined),
    unless: [on.unless, ...optionList(unless)].filter((option) => option !== undefined),
  }));

const TARGET = "arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/0123456789abcdef";
const ALARM = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:TargetTracking-endpoint/churn";
const LINKED =
  "arn:aws:iam::111122223333:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint";
/** Roles near that one: of another service, of another path, of a longer name. */
const OTHER_LINKED = [
  "arn:aws:iam::111122223333:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
  LINKED.replace("aws-service-role/", "service-role/"),
  LINKED.replace("sagemaker.application", "ecs.application"),
  LINKED.replace("_SageMakerEndpoint", "_ECSService"),
  `${LINKED}s`,
];

const SCALING = "arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:01234567:resource/sagemaker/endpoint/churn:x";
const TOPIC = "arn:aws:sns:eu-west-1:444455556666:elsewhere";

const namespace = (name: string) => ({ "application-autoscaling:service-namespace": name });
const service = (name: string) => ({ "iam:AWSServiceName": name });

/** One request for each statement. */
const ASKED: readonly (readonly [action: string, resource: string, context: Record<string, string>])[] = [
  ...[
    "DeleteScalingPolicy",
    "DeleteScheduledAction",
    "DeregisterScalableTarget",
    "PutScalingPolicy",
    "PutScheduledAction",
    "RegisterScalableTarget",
  ].map((name) => [`application-autoscaling:${name}`, TARGET, namespace("sagemaker")] as const),
  ["cloudwatch:DeleteAlarms", "*", {}],
  ["cloudwatch:PutMetricAlarm", "*", {}],
  ["cloudwatch:PutMetricAlarm", ALARM, { "cloudwatch:AlarmActions": SCALING }],
  ["iam:CreateServiceLinkedRole", LINKED, service("sagemaker.application-autoscaling.amazonaws.com")],
];

/** What no elevation allows. */
const OUT_OF_REACH: typeof ASKED = [
  ["application-autoscaling:RegisterScalableTarget", TARGET, namespace("ecs")],
  ["application-autoscaling:RegisterScalableTarget", TARGET, {}],
  ["application-autoscaling:TagResource", TARGET, namespace("sagemaker")],
  ["cloudwatch:DeleteAlarms", "*", { "aws:RequestedRegion": "us-east-1" }],
  ["cloudwatch:PutMetricAlarm", ALARM, { "aws:RequestedRegion": "us-east-1" }],
  ["cloudwatch:PutCompositeAlarm", ALARM, {}],
  ["cloudwatch:SetAlarmState", ALARM, {}],
  ...OTHER_LINKED.map(
    (role) =>
      ["iam:CreateServiceLinkedRole", role, service("sagemaker.application-autoscaling.amazonaws.com")] as const,
  ),
  ["iam:CreateServiceLinkedRole", LINKED, service("spot.amazonaws.com")],
  ["iam:GetRole", LINKED, service("sagemaker.application-autoscaling.amazonaws.com")],
  ["iam:PassRole", LINKED, service("sagemaker.application-autoscaling.amazonaws.com")],
];

const asked = (
  expect: typeof allow,
  at: string,
  options: readonly PartOption[] = [],
  more: Record<string, string> = {},
): Case[] =>
  // With and without the option for alarms, which changes nothing of these.
  [options, [...options, "scalingAlarms" as const]].flatMap((all) =>
    ASKED.map(([action, resource, context]) =>
      expect(action, resource, {
        as: "adminElevated",
        context: { ...context, ...more, "aws:CurrentTime": at },
        options: all,
      }),
    ),
  );

const BEFORE = "2026-12-01T07:59:59Z";
const FROM = "2026-12-01T08:00:00Z";
const WITHIN = "2026-12-03T12:00:00Z";
const UNTIL = "2026-12-05T18:00:00Z";
const ANN = { "aws:userid": "AROAEXAMPLE:ann" };
const BOB = { "aws:userid": "AROAEXAMPLE:bob" };

export const elevation = clause({
  id: "D2",
  title: "Autoscaling by elevation",
  quote:
    "You must submit a Management | Other | Other | Update RFC to elevate to autoscaling permissions temporarily, or permanently, as autoscaling requires permissive access on CloudWatch service.",
  interpretation:
    "A policy of its own for each ticket. Temporary: every statement holds between two instants that stand in the environment's file, so IAM itself ends it, whoever forgets to; at most 180 days; if the file names sessions, for these only, since the role is shared. Permanent: by an explicit flag with a reason. Targets of SageMaker only; alarms on any resource of the environment's region, since Application Auto Scaling tries both alarm actions without naming an alarm; an option holds what an alarm does to scaling policies, off until somebody has verified on a real account that scaling still works with it; the service-linked role that SageMaker's scaling needs, and no other.",
  statements: [
    ...within("", {}, { unless: "temporary" }),
    ...within("InWindow", WINDOW, { when: "temporary", unless: "sessions" }),
    ...within("OfSessions", { ...WINDOW, ...SESSIONS }, { when: "sessions" }),
  ],
  cases: [
    ...asked(allow, WITHIN),
    ...asked(allow, "2036-01-01T00:00:00Z"),
    ...asked(deny, BEFORE, ["temporary"]),
    ...asked(allow, FROM, ["temporary"]),
    ...asked(allow, WITHIN, ["temporary"]),
    ...asked(deny, UNTIL, ["temporary"]),
    ...asked(allow, WITHIN, ["temporary", "sessions"], ANN),
    ...asked(deny, WITHIN, ["temporary", "sessions"], BOB),
    ...asked(deny, WITHIN, ["temporary", "sessions"]),
    ...asked(deny, BEFORE, ["temporary", "sessions"], ANN),
    ...asked(deny, UNTIL, ["temporary", "sessions"], ANN),
    ...([[], ["temporary"], ["temporary", "sessions"]] as const).flatMap((options) => {
      const asking = (actions: readonly string[] | string | undefined, held: boolean) =>
        ({
          as: "adminElevated",
          context: {
            ...(options.length > 1 && ANN),
            "aws:CurrentTime": WITHIN,
            ...(actions !== undefined && { "cloudwatch:AlarmActions": actions }),
          },
          options: [...options, ...(held ? (["scalingAlarms"] as const) : [])],
        }) as const;
      return [
        allow("cloudwatch:PutMetricAlarm", ALARM, asking([TOPIC], false)),
        allow("cloudwatch:PutMetricAlarm", ALARM, asking(undefined, false)),
        allow("cloudwatch:PutMetricAlarm", ALARM, asking([SCALING], true)),
        allow("cloudwatch:PutMetricAlarm", "*", asking(undefined, true)),
        deny("cloudwatch:PutMetricAlarm", ALARM, asking([SCALING, TOPIC], true)),
        allow("cloudwatch:DeleteAlarms", "*", asking(undefined, true)),
      ];
    }),
    ...([[], ["temporary"], ["temporary", "sessions"]] as const).flatMap((options) =>
      OUT_OF_REACH.map(([action, resource, context]) =>
        deny(action, resource, {
          as: "adminElevated",
          context: { ...(options.length > 1 && ANN), "aws:CurrentTime": WITHIN, ...context },
          options,
        }),
      ),
    ),
  ],
});
