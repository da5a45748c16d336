import { field, fieldsOf, listOf, textOf, type Resource } from "./resource";

const BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/** What limits who reaches an access point beside its policy: a VPC, and the block of public access, on by default. */
export function accessPointLimits({ type, values }: Resource): string[] {
  if (type !== "aws_s3_access_point") return [];
  const [network] = listOf(field(values, "vpc_configuration")).map(fieldsOf);
  const vpc = network && textOf(field(network, "vpc_id"));
  const [block = {}] = listOf(field(values, "public_access_block_configuration")).map(fieldsOf);
  return [
    ...(network ? [`from VPC ${vpc ?? "known only after apply"} only`] : []),
    ...BLOCKS.filter((name) => field(block, name) !== false),
  ];
}
