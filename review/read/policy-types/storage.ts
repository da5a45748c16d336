import { held, heldByArn, holder, owner, type PolicyTypes } from "./policy-type";

/** Buckets, file systems, vaults and tables. */
export const storage: PolicyTypes = {
  aws_s3_bucket: holder("S3 bucket", "policy", ["bucket", "id"], { arn: "arn" }),
  aws_s3_bucket_policy: held("S3 bucket", "policy", ["bucket"]),
  aws_s3_access_point: holder("S3 access point", "policy", ["name"], {
    arn: "arn",
    limits: ["public_access_block_configuration", "vpc_configuration"],
  }),
  aws_s3control_access_point_policy: held("S3 access point", "policy", ["access_point_arn"]),
  aws_s3_directory_bucket: owner("S3 directory bucket", ["bucket"], { arn: "arn" }),
  aws_s3control_multi_region_access_point: owner("S3 multi-Region access point", ["details.name"], { arn: "arn" }),
  aws_s3control_multi_region_access_point_policy: held("S3 multi-Region access point", "details.policy", [
    "details.name",
  ]),
  aws_s3control_object_lambda_access_point: owner("S3 Object Lambda access point", ["name"], { arn: "arn" }),
  aws_s3control_object_lambda_access_point_policy: held("S3 Object Lambda access point", "policy", ["name"]),
  aws_s3control_bucket: owner("S3 on Outposts bucket", ["bucket"], { within: ["outpost_id"], arn: "arn" }),
  aws_s3control_bucket_policy: heldByArn("S3 on Outposts bucket", "policy", "bucket"),
  aws_s3control_access_grants_instance_resource_policy: held("S3 Access Grants instance", "policy", ["account_id"]),
  aws_s3tables_table_bucket: owner("S3 table bucket", ["arn", "name"], { arn: "arn" }),
  aws_s3tables_table_bucket_policy: heldByArn("S3 table bucket", "resource_policy", "table_bucket_arn"),
  aws_s3tables_table_policy: held("S3 table", "resource_policy", ["name"], {
    within: ["namespace", "table_bucket_arn"],
  }),
  aws_s3vectors_vector_bucket: owner("S3 vector bucket", ["vector_bucket_arn", "vector_bucket_name"], {
    arn: "vector_bucket_arn",
  }),
  aws_s3vectors_vector_bucket_policy: heldByArn("S3 vector bucket", "policy", "vector_bucket_arn"),
  aws_fsx_s3_access_point_attachment: holder("FSx S3 access point", "s3_access_point.policy", ["name"], {
    arn: "s3_access_point_arn",
  }),
  aws_glacier_vault: holder("Glacier vault", "access_policy", ["name"], { arn: "arn" }),
  aws_glacier_vault_lock: held("lock of Glacier vault", "policy", ["vault_name"]),
  aws_efs_file_system: owner("EFS file system", ["id"], { arn: "arn" }),
  aws_efs_file_system_policy: held("EFS file system", "policy", ["file_system_id"]),
  aws_backup_vault: owner("backup vault", ["name"], { arn: "arn" }),
  aws_backup_vault_policy: held("backup vault", "policy", ["backup_vault_name"]),
  aws_dynamodb_table: owner("DynamoDB table", ["arn", "name"], { arn: "arn" }),
  aws_dynamodb_resource_policy: heldByArn("DynamoDB table", "policy", "resource_arn"),
  aws_redshift_resource_policy: heldByArn("Redshift namespace", "policy", "resource_arn"),
  aws_redshiftserverless_resource_policy: heldByArn("Redshift Serverless snapshot", "policy", "resource_arn"),
  aws_odb_network: holder("ODB network", "s3_policy_document", ["id"], { arn: "arn" }),
  aws_media_store_container_policy: held("MediaStore container", "policy", ["container_name"]),
};
