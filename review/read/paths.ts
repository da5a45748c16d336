import { field, mayBeWritten, type Fields, type Json, type Resource } from "./resource";

/** What stands at a path of attributes, `vpc_config.security_group_ids`, in all the blocks that it goes through. */
export interface AtPath {
  /** Values that are known; of a list each member. */
  readonly values: readonly Json[];
  /** Something there is known only after apply. */
  readonly unknown: boolean;
}

/** Reads a path of a resource's attributes. What is not configured and known only after apply, AWS sets: it is left out. */
export function atPath(resource: Resource, path: string): AtPath {
  const parts = path.split(".");
  const values = setValues(resource.values, parts);
  const open = valuesAt(resource.unknown, parts).includes(true);
  if (!open || !isLeftToAws(resource, path)) return { values, unknown: open };
  // AWS sets it anew as it did before.
  const earlier = resource.counterpart;
  return { values: values.length === 0 && earlier ? setValues(earlier.values, parts) : values, unknown: false };
}

function setValues(values: Fields, parts: readonly string[]): Json[] {
  return valuesAt(values, parts).filter((value) => value !== null && value !== "");
}

/**
 * Blocks that AWS fills where nobody writes them: a plan that makes the resource does not know them. Other blocks that it
 * does not know, somebody wrote as `dynamic`.
 *
 * Source: the provider's schemas (optional and computed), hashicorp/terraform-provider-aws.
 */
const FILLED_BY_AWS: ReadonlySet<string> = new Set([
  "aws_s3_bucket.replication_configuration",
  "aws_opensearch_domain.advanced_security_options",
  "aws_elasticsearch_domain.advanced_security_options",
  "aws_lb_listener.mutual_authentication",
  "aws_alb_listener.mutual_authentication",
  "aws_instance.metadata_options",
  "aws_spot_instance_request.metadata_options",
  "aws_launch_template.metadata_options",
  "aws_launch_configuration.metadata_options",
  "aws_apprunner_service.instance_configuration",
  "aws_apprunner_service.network_configuration",
  "aws_api_gateway_rest_api.endpoint_configuration",
  "aws_api_gateway_domain_name.endpoint_configuration",
  "aws_eks_cluster.access_config",
  "aws_cognito_user_pool.admin_create_user_config",
  "aws_workspaces_directory.workspace_creation_properties",
  "aws_dms_endpoint.redshift_settings",
  "aws_kinesisanalyticsv2_application.application_configuration",
]);

/** Whether nobody wrote what stands at a path, in a block that is configured or that AWS fills. */
function isLeftToAws(resource: Resource, path: string): boolean {
  if (resource.configured(path) !== false) return false;
  const head = headOf(path);
  if (head === path || resource.configured(head) === true) return true;
  return FILLED_BY_AWS.has(`${resource.type}.${head}`) && !mayBeWritten(resource, head);
}

/** The attribute or block that a path starts with. */
export function headOf(path: string): string {
  return path.split(".")[0] ?? path;
}

/** The values at the end of a path, those in lists one by one; `true`, which marks what is not known, wherever it stands. */
export function valuesAt(value: Json, [part, ...rest]: readonly string[]): Json[] {
  if (value === undefined || value === true) return value === undefined ? [] : [true];
  if (Array.isArray(value))
    return value.flatMap((item: Json) => valuesAt(item, part === undefined ? [] : [part, ...rest]));
  if (part === undefined) return [value];
  return typeof value === "object" && value !== null ? valuesAt(field(value as Record<string, Json>, part), rest) : [];
}
