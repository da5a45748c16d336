import { caseAuthorization, caseDocuments, caseRequest, caseSettings } from "../../contract/cases/authorization";
import type { PartOption } from "../../contract/options";
import { publishedActions, type PublishedAction } from "../../contract/published";
import { decide } from "../../policy/decide";
import type { PolicyStatement } from "../../policy/document";

const chosen = caseSettings({ as: "adminElevated" });
const authorization = (options: readonly PartOption[]) =>
  caseAuthorization({ as: "adminElevated" }, chosen, caseDocuments(chosen, options));
const plain = caseAuthorization({ as: "admin" }, chosen);
const elevated = authorization(["temporary"]);

/** Every condition key that a statement of the elevation asks for. */
const CONTEXT = {
  "application-autoscaling:service-namespace": "sagemaker",
  "iam:AWSServiceName": "sagemaker.application-autoscaling.amazonaws.com",
};
const LINKED =
  "arn:aws:iam::111122223333:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint";

let published: PublishedAction[];
beforeAll(async () => {
  published = await publishedActions();
});

/** The published actions on which two decisions differ, each on every resource that it takes. */
function differences(at: string): string[] {
  return published
    .filter(({ name, resources }) =>
      ["*", LINKED, ...resources.map(concrete)].some((resource) => {
        const request = caseRequest({
          expect: "allow",
          as: "admin",
          action: name,
          resource,
          context: { ...CONTEXT, "aws:CurrentTime": at },
        });
        return decide(elevated, request).decision !== decide(plain, request).decision;
      }),
    )
    .map(({ name }) => name);
}

/** A resource of a pattern, in the account and region of the cases. */
function concrete(pattern: string): string {
  const [arn = "", , service = "", region = "", account = "", ...resource] = pattern.split(":");
  const own = [arn, "aws", service, region && "eu-west-1", account && "111122223333"];
  return [...own, resource.join(":").replaceAll("*", "x")].join(":");
}

test.each([
  ["before", "2026-12-01T07:59:59Z"],
  ["at the end", "2026-12-05T18:00:00Z"],
])("%s, the role may do what it may without the elevation", (_, at) => {
  expect(differences(at)).toEqual([]);
});

test.each([
  ["at the beginning", "2026-12-01T08:00:00Z"],
  ["in the last second", "2026-12-05T17:59:59Z"],
])("%s, it may do autoscaling too, and nothing else", (_, at) => {
  expect(differences(at)).toEqual([
    "application-autoscaling:DeleteScalingPolicy",
    "application-autoscaling:DeleteScheduledAction",
    "application-autoscaling:DeregisterScalableTarget",
    "application-autoscaling:PutScalingPolicy",
    "application-autoscaling:PutScheduledAction",
    "application-autoscaling:RegisterScalableTarget",
    "cloudwatch:DeleteAlarms",
    "cloudwatch:PutMetricAlarm",
    "iam:CreateServiceLinkedRole",
  ]);
});

test("every statement of a temporary elevation stands between two instants", () => {
  for (const options of [["temporary"], ["temporary", "sessions"]] as const) {
    const statements = caseDocuments(chosen, options).elevation?.Statement as readonly PolicyStatement[];
    expect(statements).toHaveLength(3);
    for (const { Condition } of statements) {
      expect(Condition).toMatchObject({
        DateGreaterThanEquals: { "aws:CurrentTime": "2026-12-01T08:00:00Z" },
        DateLessThan: { "aws:CurrentTime": "2026-12-05T18:00:00Z" },
      });
    }
  }
});
