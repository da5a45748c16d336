import type { Option } from "../clause";

/** What turns an option on, for readers of the tables: a key of the environment's file, or a choice of a part. */
export const OPTION_TEXTS: Readonly<Record<Option, string>> = {
  saml: "`federation.saml`",
  oidc: "`federation.oidc`",
  identityCenter: "`federation.identity_center`",
  principals: "`federation.principals`",
  robomaker: "`access.robomaker`",
  glue: "`roles.execution.glue`",
  vpc: "`roles.execution.vpc`",
  sagemakerSourceAccount: "`roles.execution.source_account`",
  integrations: "`roles.admin.integrations`",
  notebook: "profile `notebook`",
  readsInAccountOnly: "`access.buckets.reads_in_account_only`",
  reservedBuckets: "`access.buckets.reserved_prefixes`",
  notebookVpcs: "`access.notebook_vpc_ids`",
  lifecycleConfigs: "`access.notebook_lifecycle_config_arns`",
  temporary: "a time window",
  sessions: "named sessions",
  secretsManager: "Secrets Manager using the key",
  sns: "SNS using the key",
  elasticFileSystem: "EFS using the key",
  logs: "CloudWatch Logs using the key",
  userPool: "a given user pool",
};
