import { Failure } from "../failure";
import { keyId } from "../rules/kms";
import { CREATED } from "../resources/kind";
import { allOf } from "./find";
import { asText } from "../values";
import type { DataKind } from "./kind";

/** Data sources of S3 and KMS. */
export const services: Readonly<Record<string, DataKind>> = {
  aws_s3_bucket: {
    binding: "data-aws-s3-bucket",
    read: ({ bucket }, context) => {
      const found = allOf("aws_s3_bucket", context).find((held) => held.bucket === bucket);
      if (found === undefined) throw new Failure(`reading S3 Bucket (${asText(bucket)}): couldn't find resource`);
      return found;
    },
  },
  aws_kms_key: {
    binding: "data-aws-kms-key",
    read: ({ key_id: asked }, context) => {
      const { accountId } = context.settings;
      const alias = /(alias\/.+)$/.exec(asText(asked))?.[1];
      const target = allOf("aws_kms_alias", context).find(({ name }) => name === alias)?.target_key_id;
      const id = keyId(alias === undefined ? asked : target);
      const found = allOf("aws_kms_key", context).find((held) => held.key_id === id);
      if (found === undefined) throw new Failure(`reading KMS Key (${asText(asked)}): couldn't find resource`);
      return {
        ...found,
        key_id: asked ?? null,
        id: found.key_id ?? null,
        aws_account_id: accountId,
        creation_date: CREATED,
        enabled: found.is_enabled ?? true,
        key_manager: "CUSTOMER",
        key_spec: found.customer_master_key_spec ?? "",
        key_state: "Enabled",
        origin: "AWS_KMS",
      };
    },
  },
  aws_kms_alias: {
    binding: "data-aws-kms-alias",
    read: ({ name }, context) => {
      const found = allOf("aws_kms_alias", context).find((held) => held.name === name);
      if (found === undefined) throw new Failure(`reading KMS Alias (${asText(name)}): couldn't find resource`);
      return found;
    },
  },
};
