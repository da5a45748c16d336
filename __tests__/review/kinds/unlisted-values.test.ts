import { plan, policy, allow, of, reviewPlans, role, EVERYTHING, READ, type Change } from "../building";

describe("values that the configuration does not list", () => {
  const bare = (changes: readonly Change[]) => {
    const { configuration: _, ...rest } = plan(changes);
    return rest;
  };
  test.each<[string, Change[], string]>([
    [
      "an inline policy grows",
      [
        {
          ...role("r"),
          before: { name: "r", inline_policy: [{ name: "p", policy: READ }] },
          after: { name: "r", inline_policy: [{ name: "p", policy: EVERYTHING }] },
          configured: { name: [] },
        },
      ],
      "widened",
    ],
    [
      "egress opens",
      [
        {
          address: "aws_security_group.g",
          before: { id: "sg-1", egress: [] },
          after: { id: "sg-1", egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }] },
          configured: {},
        },
      ],
      "widened",
    ],
    [
      "a bucket's policy",
      [
        {
          address: "aws_s3_bucket.b",
          before: { bucket: "b", policy: "" },
          after: { bucket: "b", policy: policy(of("*", allow("s3:*"))) },
          configured: { bucket: [] },
        },
      ],
      "widened",
    ],
    [
      "a key's policy that is not known",
      [
        {
          address: "aws_kms_key.k",
          before: { key_id: "k", policy: READ },
          after: { key_id: "k" },
          unknown: { policy: true },
        },
      ],
      "unknown",
    ],
  ])("%s: %#", (_, changes, verdict) => {
    expect(reviewPlans(plan(changes)).verdict).toBe(verdict);
    expect(reviewPlans(bare(changes)).verdict).toBe(verdict);
  });
});
