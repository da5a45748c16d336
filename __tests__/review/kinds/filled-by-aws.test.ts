import { plan, reviewPlans, rowsOf, trust, type Values } from "../building";

/** What the real provider does not know of something that a plan makes: blocks that AWS fills where nobody wrote them. */
const FRESH: readonly [type: string, written: Values, unknown: readonly string[]][] = [
  ["aws_s3_bucket", { bucket: "b" }, ["grant", "acl", "policy", "replication_configuration"]],
  ["aws_lb_listener", { port: 443 }, ["mutual_authentication"]],
  ["aws_instance", { ami: "ami-1" }, ["metadata_options"]],
  ["aws_launch_template", { name: "t" }, ["metadata_options"]],
  ["aws_eks_cluster", { name: "c", vpc_config: [{ endpoint_public_access: false }] }, ["access_config"]],
  ["aws_dms_endpoint", { endpoint_id: "e" }, ["redshift_settings"]],
  ["aws_workspaces_directory", { directory_id: "d-1" }, ["workspace_creation_properties"]],
];

/** The rows beside those of the policies that the type holds. */
function rows(type: string, before: Values | null, written: Values, unknown: readonly string[]): string[] {
  const marks = Object.fromEntries(unknown.map((name) => [name, true]));
  const configured = Object.fromEntries(Object.keys(written).map((name) => [name, []]));
  const change = { address: `${type}.x`, before, after: written, unknown: { arn: true, ...marks }, configured };
  return rowsOf(reviewPlans(plan([change])));
}

describe.each(FRESH)("%s", (type, written, unknown) => {
  test("made: what nobody wrote is no access", () => {
    expect(rows(type, null, written, unknown)).toEqual([]);
  });
});

test("what stays knows its blocks: one that is not known is a dynamic one", () => {
  const bucket = { bucket: "b", replication_configuration: [] };
  expect(rows("aws_s3_bucket", bucket, { bucket: "b" }, ["replication_configuration"])).toEqual([
    "s3 bucket aws_s3_bucket.x: unknown",
  ]);
});

test("a block that AWS does not fill is a dynamic one, whenever it is not known", () => {
  expect(rows("aws_ecs_service", null, { name: "s" }, ["network_configuration"])).toEqual([
    "ecs service aws_ecs_service.x: unknown",
  ]);
});

test("a role that is made carries what the plan gives it, whatever the lists of the provider will show", () => {
  const review = (configured: Values): string[] =>
    rowsOf(
      reviewPlans(
        plan([
          {
            address: "aws_iam_role.r",
            after: { name: "r", assume_role_policy: trust },
            unknown: { arn: true, managed_policy_arns: true, inline_policy: true },
            configured: { name: [], assume_role_policy: [], ...configured },
          },
        ]),
      ),
    );
  const trusted = "trust policy of role r: widened";
  expect(review({})).toEqual([trusted]);
  expect(review({ managed_policy_arns: ["var.policies"] })).toEqual(expect.arrayContaining(["role r: unknown"]));
});
