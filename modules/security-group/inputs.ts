import { z } from "zod";
import { network } from "../../config/network";
import { type ModuleInputs, namePrefix, namesById, REGION_ONLY, tags } from "../common/module-inputs";

const { vpc_id, client_cidrs, client_security_group_ids } = network.shape;

/** The range by its first address, as AWS gives it back; a range that is none has no first address. */
const FIRST = 'try("${cidrhost(cidr, 0)}/${split("/", cidr)[1]}", "")';
const PREFIX = 'try(tonumber(split("/", cidr)[1]), 0)';

/** Beginnings of private addresses, and the prefix length from which a range lies within them. */
const PRIVATE = [
  ["^10\\\\.", 8],
  ["^172\\\\.(?:1[6-9]|2[0-9]|3[01])\\\\.", 12],
  ["^192\\\\.168\\\\.", 16],
  ["^f[cd][0-9a-f]{2}:", 7],
] as const;

export const inputs: ModuleInputs = {
  groups: {
    Groups: { vpc_id, name_prefix: namePrefix("groups", "endpoints, -clients and -files"), tags },
    "Who calls the endpoints": {
      client_cidrs,
      client_security_group_ids: namesById(client_security_group_ids.unwrap().element).describe(
        "Further security groups that may call the endpoints, each by a name that stays: it is part of the rule's address.",
      ),
    },
    "What the clients reach": {
      s3: z
        .boolean()
        .default(true)
        .describe("Whether the clients may reach S3, at the addresses that AWS lists for its gateway."),
      file_system: z.boolean().default(false).describe("Whether there is a file system that the clients mount."),
    },
    ...REGION_ONLY,
  },
  rules: {
    client_cidrs: [
      {
        condition: `alltrue([for cidr in var.client_cidrs : ${FIRST} == cidr])`,
        message:
          "each of client_cidrs must be an address range that begins with its first address, such as 10.0.0.0/16.",
      },
      {
        condition: `alltrue([for cidr in var.client_cidrs : anytrue([${PRIVATE.map(([front, length]) => `can(regex("${front}", cidr)) && ${PREFIX} >= ${length}`).join(", ")}])])`,
        message:
          "each of client_cidrs must be a private range, which are those within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7.",
      },
    ],
  },
};
