import { asIamPolicy } from "../opensearch-serverless";
import { held, heldByArn, holder, owner, type PolicyTypes } from "./policy-type";

/** Logs, metrics, searches and the organization. */
export const operations: PolicyTypes = {
  aws_cloudwatch_log_resource_policy: held("log resource policy", "policy_document", ["policy_name"]),
  aws_cloudwatch_log_destination_policy: held("log destination", "access_policy", ["destination_name"]),
  aws_cloudwatch_log_delivery_destination_policy: held("log delivery destination", "delivery_destination_policy", [
    "delivery_destination_name",
  ]),
  aws_glue_resource_policy: held("Glue catalog", "policy", ["id"]),
  aws_oam_sink: owner("OAM sink", ["arn"], { arn: "arn" }),
  aws_oam_sink_policy: heldByArn("OAM sink", "policy", "sink_identifier"),
  aws_prometheus_workspace: owner("Prometheus workspace", ["id"], { arn: "arn" }),
  aws_prometheus_resource_policy: held("Prometheus workspace", "policy_document", ["workspace_id"]),
  aws_xray_resource_policy: held("X-Ray resource policy", "policy_document", ["policy_name"]),
  aws_opensearch_domain: holder("OpenSearch domain", "access_policies", ["domain_name"], { arn: "arn" }),
  aws_opensearch_domain_policy: held("OpenSearch domain", "access_policies", ["domain_name"]),
  aws_elasticsearch_domain: holder("Elasticsearch domain", "access_policies", ["domain_name"], { arn: "arn" }),
  aws_elasticsearch_domain_policy: held("Elasticsearch domain", "access_policies", ["domain_name"]),
  aws_cloudsearch_domain_service_access_policy: held("CloudSearch domain", "access_policy", ["domain_name"]),
  aws_opensearchserverless_access_policy: holder("OpenSearch Serverless access policy", "policy", ["name"], {
    translated: asIamPolicy,
  }),
  aws_opensearchserverless_security_policy: holder("OpenSearch Serverless security policy", "policy", ["name"], {
    within: ["type"],
    translated: asIamPolicy,
  }),
  aws_organizations_resource_policy: holder("organization", "content", ["id"], { arn: "arn" }),
};
