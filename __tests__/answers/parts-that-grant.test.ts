import { environmentRoles } from "../../answers/environment";
import { roleDecider } from "../../answers/decide";
import type { RoleKind } from "../../answers/question";
import { checkEnvironment } from "../../config/load";
import { environmentText } from "../config/environment";

type Part = Readonly<Record<string, unknown>>;

const NOW = Date.UTC(2026, 11, 2);
const OURS = "eu-west-1:123456789012";
const TARGET = `arn:aws:application-autoscaling:${OURS}:scalable-target/1`;
const SCALING = { "application-autoscaling:service-namespace": "sagemaker" };
const KEY = `arn:aws:kms:${OURS}:key/01234567-89ab-cdef-0123-456789abcdef`;
const BY_S3 = { "kms:ViaService": "s3.eu-west-1.amazonaws.com" };

const elevation = (more: object = {}): Part => ({
  elevation: [
    { ticket: "CHG1", approver: "lead", from: "2026-12-01T08:00:00Z", until: "2026-12-05T18:00:00Z", ...more },
  ],
});
const key = { storage: { key: { administrator_arns: ["arn:aws:iam::123456789012:role/kms-admin"] } } };
const scaling = {
  scaling: { endpoints: [{ endpoint: "churn", variant: "AllTraffic", min: 1, max: 4, invocations_per_instance: 700 }] },
};

/** What somebody is answered where a file has a part, and where it has not. */
function answered(part: Part, role: RoleKind, action: string, resource: string, context: Record<string, string>) {
  const named = { name: "dev", file: "environments/dev.yaml" };
  const { environment, problems } = checkEnvironment({ ...named, text: environmentText(part) });
  if (!environment) throw new Error(problems.map(({ message }) => message).join("\n"));
  const source = environmentRoles({ ...named, environment });
  return roleDecider(() => source, role, NOW)({ action, resource, context });
}

test.each<[step: string, part: Part, RoleKind, action: string, resource: string, Record<string, string>]>([
  ["`elevation`", elevation(), "admin", "application-autoscaling:RegisterScalableTarget", TARGET, SCALING],
  ["`elevation`", elevation(), "admin", "application-autoscaling:PutScalingPolicy", TARGET, SCALING],
  [
    "`elevation`",
    elevation(),
    "admin",
    "cloudwatch:PutMetricAlarm",
    `arn:aws:cloudwatch:${OURS}:alarm:TargetTracking-endpoint/churn/variant/AllTraffic-x`,
    {},
  ],
  [
    "`clean_up: true`",
    elevation({ clean_up: true }),
    "admin",
    "application-autoscaling:DeregisterScalableTarget",
    TARGET,
    SCALING,
  ],
  ["`scaling`", scaling, "admin", "application-autoscaling:DeregisterScalableTarget", TARGET, SCALING],
  ["`storage.key`", key, "admin", "kms:Decrypt", KEY, BY_S3],
  ["`storage.key`", key, "execution", "kms:Decrypt", KEY, {}],
  ["`storage.key`", key, "execution", "kms:CreateGrant", KEY, { "kms:GrantIsForAWSResource": "true" }],
])("the step that names %s is true: with the part it is allowed (%j %s %s)", (step, part, ...question) => {
  const without = answered({}, ...question);
  expect(without.decision).not.toBe("allow");
  expect(without.next.join("\n")).toContain(step);
  expect(answered(part, ...question)).toMatchObject({ decision: "allow", next: [] });
});
