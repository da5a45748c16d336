import { partitionOf, REGIONS } from "../../aws/regions";
import { CASE_CHOICES } from "../../contract/cases/authorization";
import { elevationSettings } from "../../contract/render/elevation-window";
import { workforceSettings } from "../../contract/render/part-settings";
import { partDocument, policyDocuments } from "../../contract/render/documents";
import type { Partition } from "../../aws/partitions";
import { settings, type Choices } from "../../contract/settings";
import { POLICY_SIZES } from "../../aws/quotas";
import { allowedSize, policySize } from "../../policy/size";

/** What makes documents long: the longest names that IAM allows, and every option that adds to one. */
function longest(partition: Partition, region: string): Choices {
  const name = "x".repeat(64);
  return {
    ...CASE_CHOICES,
    partition,
    region,
    names: { adminRole: name, executionRole: name },
    rolePaths: { admin: `/${name}/`, execution: `/${name}/`, workforce: `/${name}/` },
    saml: { providerArns: [`arn:${partition}:iam::111122223333:saml-provider/${"x".repeat(128)}`] },
    identityCenter: { permissionSets: ["x".repeat(32)] },
    principals: { arns: [`arn:${partition}:iam::111122223333:role/${name}`] },
    networkOnly: {
      subnetIds: Array.from({ length: 3 }, (_, index) => `subnet-0123456789abcdef${index}`),
      securityGroupIds: Array.from({ length: 2 }, (_, index) => `sg-0123456789abcdef${index}`),
      rootAccess: false,
    },
    ownAccountOnly: true,
    stateAndLogBuckets: Array.from({ length: 2 }, (_, index) => `${"x".repeat(62)}${index}`),
    topicSubscriptions: { protocols: ["email", "https", "sqs"], endpoints: ["x".repeat(64), "y".repeat(64)] },
    sessionTags: true,
    sourceIdentity: true,
    robomaker: true,
    readsInAccountOnly: true,
    notebookVpcIds: Array.from({ length: 3 }, () => "vpc-0123456789abcdef0"),
    lifecycleConfigArns: [
      `arn:${partition}:sagemaker:${region}:111122223333:notebook-instance-lifecycle-config/${"x".repeat(63)}`,
    ],
    regions: [region, ...REGIONS.filter((one) => partitionOf(one) === partition && one !== region)].slice(0, 3),
    vpc: true,
    glue: true,
    stepFunctionsSync: true,
    sagemakerSourceAccount: true,
  };
}

describe.each([
  ["aws", "ap-southeast-2"],
  ["aws-cn", "cn-northwest-1"],
  ["aws-us-gov", "us-gov-west-1"],
] as const)("in partition %s", (partition, region) => {
  const { adminTrust, executionTrust, ...policies } = policyDocuments(settings(longest(partition, region)));

  const window = { from: "2026-12-01T08:00:00Z", until: "2026-12-05T18:00:00Z" };
  const sessions = Array.from({ length: 16 }, () => "x".repeat(64));
  const chosen = settings(longest(partition, region));
  const ofParts = {
    elevation: partDocument("elevation", chosen, elevationSettings({ ...window, sessions })),
    cleanUp: partDocument("cleanUp", chosen),
    workforce: partDocument("workforce", chosen),
    "workforce with one pool": partDocument("workforce", chosen, workforceSettings(`${region}_${"x".repeat(55)}`)),
    workforceDeny: partDocument("workforceDeny", chosen),
  };

  test.each(Object.entries({ ...policies, ...ofParts }))("%s leaves a tenth of IAM's limit", (_, document) => {
    expect(policySize(document)).toBeLessThanOrEqual(allowedSize("managed"));
  });

  test.each(Object.entries({ adminTrust, executionTrust }))(
    "%s is within the limit of a trust policy",
    (_, document) => {
      expect(policySize(document)).toBeLessThanOrEqual(POLICY_SIZES.trust);
    },
  );

  test("every ARN is of the partition", () => {
    const partitions = JSON.stringify(policies).match(/(?<="|\b)arn:[a-z*-]+:/g) ?? [];
    expect(new Set(partitions)).toEqual(new Set([`arn:${partition}:`]));
  });
});
