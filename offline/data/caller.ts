import { place } from "../settings";
import type { DataKind } from "./kind";

/** Who calls, and from where. */
export const caller: Readonly<Record<string, DataKind>> = {
  aws_caller_identity: {
    binding: "data-aws-caller-identity",
    read: (_config, { settings: { accountId, partition } }) => ({
      account_id: accountId,
      arn: `arn:${partition}:iam::${accountId}:user/terraform`,
      id: accountId,
      user_id: "AIDAOFFLINETERRAFORM0",
    }),
  },
  aws_partition: {
    binding: "data-aws-partition",
    read: (_config, { settings: { partition, dnsSuffix } }) => ({
      id: partition,
      partition,
      dns_suffix: dnsSuffix,
      reverse_dns_prefix: dnsSuffix.split(".").reverse().join("."),
    }),
  },
  aws_region: {
    binding: "data-aws-region",
    read: (config, { settings }) => {
      const asked = config.region ?? config.name;
      const { region, dnsSuffix } = place(typeof asked === "string" ? asked : settings.region);
      return { id: region, region, name: region, endpoint: `ec2.${region}.${dnsSuffix}`, description: region };
    },
  },
  aws_default_tags: {
    binding: "data-aws-default-tags",
    read: (_config, { settings: { partition, defaultTags } }) => ({ id: partition, tags: defaultTags }),
  },
};
