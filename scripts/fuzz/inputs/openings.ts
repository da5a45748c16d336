import fc from "fast-check";

/** A resource that gives access without a policy, and lets in or may do more after than before. */
export interface Opening {
  readonly type: string;
  /** `null` where the resource is made. */
  readonly before: Values | null;
  readonly after: Values;
}

type Values = Readonly<Record<string, unknown>>;

const [GROUP, OTHER_GROUP] = ["sg-0a1b2c3d4e5f60718", "sg-1a1b2c3d4e5f60718"];
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

/** An IPv4 range in CIDR notation, and one that holds it and more. */
const ranges = fc
  .record({ address: fc.nat(0xffff), length: fc.integer({ min: 9, max: 32 }), shorter: fc.integer({ min: 1, max: 9 }) })
  .map(({ address, length, shorter }) => {
    // Public addresses, since what comes from private ones is another risk.
    const bits = 0x34000000 + address * 0x100;
    return [cidr(bits, length), cidr(bits, Math.max(0, length - shorter))] as const;
  });

function cidr(bits: number, length: number): string {
  const masked = length === 0 ? 0 : bits & (-1 << (32 - length));
  return `${[24, 16, 8, 0].map((shift) => (masked >>> shift) & 255).join(".")}/${length}`;
}

/** A range of ports, and one that holds it and more. */
const ports = fc
  .record({ from: fc.integer({ min: 10, max: 60_000 }), length: fc.nat(1000), down: fc.nat(9), up: fc.nat(1000) })
  .map(
    ({ from, length, down, up }) =>
      [
        [from, from + length],
        [from - down, from + length + up + 1],
      ] as const,
  );

/** The parts of a rule of a security group. */
interface Rule {
  readonly protocol: string;
  readonly ports: readonly [from: number, to: number];
  readonly cidrs: readonly string[];
}

/** A rule, and one that lets in more. */
const rules: fc.Arbitrary<readonly [Rule | null, Rule]> = fc
  .record({
    ranges,
    ports,
    protocol: fc.constantFrom("tcp", "udp"),
    how: fc.constantFrom("range", "ports", "more", "all", "new"),
  })
  .map(({ ranges: [narrow, wide], ports: [few, many], protocol, how }) => {
    const rule: Rule = { protocol, ports: few, cidrs: [narrow] };
    switch (how) {
      case "range":
        return [rule, { ...rule, cidrs: [wide] }];
      case "ports":
        return [rule, { ...rule, ports: many }];
      case "more":
        return [rule, { ...rule, cidrs: ["198.51.100.0/24", narrow] }];
      case "all":
        return [rule, { ...rule, protocol: "-1", ports: [0, 0] }];
      default:
        return [null, rule];
    }
  });

/** How each type writes a rule; one that holds a single range takes the last, which is the one that grows. */
const RULES: Readonly<Record<string, (rule: Rule) => Values>> = {
  aws_security_group: ({ protocol, ports: [from, to], cidrs }) => ({
    id: GROUP,
    name: "g",
    ingress: [
      { protocol, from_port: from, to_port: to, cidr_blocks: cidrs, ipv6_cidr_blocks: [], security_groups: [] },
    ],
  }),
  aws_security_group_rule: ({ protocol, ports: [from, to], cidrs }) => ({
    ...{ security_group_id: GROUP, type: "ingress" },
    ...{ protocol, from_port: from, to_port: to, cidr_blocks: cidrs },
  }),
};

const groupRules: fc.Arbitrary<Opening> = fc
  .tuple(rules, fc.constantFrom(...Object.keys(RULES)))
  .map(([[before, after], type]): Opening => {
    const write = RULES[type] as (rule: Rule) => Values;
    return { type, before: before && write(before), after: write(after) };
  });

const ruleFrom = (source: Values): Values => ({
  ...{ security_group_id: GROUP, ip_protocol: "tcp", from_port: 443, to_port: 443 },
  ...source,
});

/** Another role, or another security group's members, and what is let in by a switch. */
const planted: fc.Arbitrary<Opening> = fc.constantFrom(
  ...(
    [
      ["aws_lambda_function", { function_name: "f", role: role("a") }, { role: role("b") }],
      ["aws_sagemaker_notebook_instance", { name: "n", role_arn: role("a") }, { role_arn: role("b") }],
      ["aws_ecs_task_definition", { family: "t", task_role_arn: role("a") }, { task_role_arn: role("b") }],
      ["aws_sfn_state_machine", { name: "s", role_arn: role("a") }, { role_arn: role("b") }],
      ["aws_iam_instance_profile", { name: "p", role: "a" }, { role: "b" }],
      ["aws_db_instance", { identifier: "d", publicly_accessible: false }, { publicly_accessible: true }],
      ["aws_s3_bucket_acl", { bucket: "b", acl: "private" }, { acl: "public-read" }],
      [
        "aws_lambda_function_url",
        { function_name: "f", authorization_type: "AWS_IAM" },
        { authorization_type: "NONE" },
      ],
      ["aws_vpc_security_group_ingress_rule", null, ruleFrom({ cidr_ipv4: "0.0.0.0/0" })],
      ["aws_vpc_security_group_ingress_rule", null, ruleFrom({ cidr_ipv6: "::/0" })],
      ["aws_vpc_security_group_ingress_rule", null, ruleFrom({ referenced_security_group_id: OTHER_GROUP })],
      ["aws_iam_group_membership", { name: "m", group: "g", users: ["u"] }, { users: ["u", "v"] }],
      ["aws_snapshot_create_volume_permission", null, { snapshot_id: "snap-1", account_id: "444455556666" }],
      ["aws_ami_launch_permission", null, { image_id: "ami-1", account_id: "444455556666" }],
    ] as const
  ).map(([type, before, after]): Opening => ({ type, before, after: { ...before, ...after } })),
);

export const openings: fc.Arbitrary<Opening> = fc.oneof(groupRules, planted);
