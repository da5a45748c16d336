import { type Values, type Change, trust, role, READ, type Case, expectRight, planned, ONE } from "../building";

const real = (r: object = {}) => ({
  cidr_blocks: [],
  description: "",
  from_port: 0,
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  protocol: "-1",
  security_groups: [],
  self: false,
  to_port: 0,
  ...r,
});
const group = (before: object[], after: object[], more: Partial<Change> = {}): Change => ({
  address: "aws_security_group.g",
  before: { id: "sg-1", name: "g", owner_id: ONE, ingress: before, egress: [] },
  after: { id: "sg-1", name: "g", owner_id: ONE, ingress: after, egress: [] },
  configured: { name: [], ingress: [] },
  ...more,
});
const vrule = (more: object, id = "a"): Values => ({
  security_group_id: "sg-1",
  ip_protocol: "tcp",
  from_port: 443,
  to_port: 443,
  cidr_ipv4: null,
  cidr_ipv6: null,
  prefix_list_id: null,
  referenced_security_group_id: null,
  id: `sgr-${id}`,
  ...more,
});
const vr = (name: string, before: object | null, after: object | null, more: Partial<Change> = {}): Change => ({
  address: `aws_vpc_security_group_ingress_rule.${name}`,
  before: before && vrule(before, name),
  after: after && vrule(after, name),
  ...more,
});

describe("rules of security groups that are resources of their own, and dynamic ones", () => {
  test.each<Case>([
    [
      "icmp type by v rule",
      planned([
        vr(
          "a",
          { ip_protocol: "icmp", from_port: 8, to_port: 0, cidr_ipv4: "10.0.0.0/8" },
          { ip_protocol: "icmp", from_port: -1, to_port: -1, cidr_ipv4: "10.0.0.0/8" },
        ),
      ]),
      "widened",
    ],
    [
      "icmp type code narrower",
      planned([
        vr(
          "a",
          { ip_protocol: "icmp", from_port: -1, to_port: -1, cidr_ipv4: "10.0.0.0/8" },
          { ip_protocol: "icmp", from_port: 8, to_port: 0, cidr_ipv4: "10.0.0.0/8" },
        ),
      ]),
      "narrowed",
    ],
    [
      "icmp type 3 any code vs code 4",
      planned([
        vr(
          "a",
          { ip_protocol: "1", from_port: 3, to_port: 4, cidr_ipv4: "10.0.0.0/8" },
          { ip_protocol: "icmp", from_port: 3, to_port: -1, cidr_ipv4: "10.0.0.0/8" },
        ),
      ]),
      "widened",
    ],
    [
      "icmpv6 name and number",
      planned([
        vr(
          "a",
          { ip_protocol: "icmpv6", from_port: -1, to_port: -1, cidr_ipv6: "::/0" },
          { ip_protocol: "58", from_port: -1, to_port: -1, cidr_ipv6: "::/0" },
        ),
      ]),
      "none",
    ],
    [
      "v6 spelled otherwise",
      planned([vr("a", { cidr_ipv6: "2001:db8::/32" }, { cidr_ipv6: "2001:0DB8:0::/32" })]),
      "none",
    ],
    ["host bits", planned([vr("a", { cidr_ipv4: "10.0.0.0/8" }, { cidr_ipv4: "10.1.2.3/8" })]), "none"],
    [
      "inline to separate rules",
      planned([
        group([real({ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/8"] })], [], {
          configured: { name: [], ingress: [] },
        }),
        vr("a", null, { cidr_ipv4: "10.0.0.0/8" }),
      ]),
      "none",
    ],
    [
      "split ranges across rules of own",
      planned([
        vr("a", { cidr_ipv4: "10.0.0.0/8" }, { cidr_ipv4: "10.0.0.0/9" }),
        vr("b", null, { cidr_ipv4: "10.128.0.0/9" }),
      ]),
      "none",
    ],
    [
      "group referenced with account prefix",
      planned([vr("a", { referenced_security_group_id: "sg-9" }, { referenced_security_group_id: `${ONE}/sg-9` })]),
      "widened|none",
    ],
    [
      "self to its own id",
      planned([
        group(
          [real({ protocol: "tcp", from_port: 1, to_port: 1, self: true })],
          [real({ protocol: "tcp", from_port: 1, to_port: 1, security_groups: ["sg-1"] })],
        ),
      ]),
      "none",
    ],
    ["cidr unknown", planned([vr("a", { cidr_ipv4: "10.0.0.0/8" }, {}, { unknown: { cidr_ipv4: true } })]), "unknown"],
    [
      "egress opened",
      planned([
        {
          address: "aws_vpc_security_group_egress_rule.a",
          before: null,
          after: vrule({ cidr_ipv4: "0.0.0.0/0", ip_protocol: "-1", from_port: null, to_port: null }),
        },
      ]),
      "widened",
    ],
    [
      "rule destroyed with group",
      planned([{ ...group([], []), after: null }, vr("a", { cidr_ipv4: "10.0.0.0/8" }, null)]),
      "narrowed",
    ],
    [
      "dynamic ingress wholly unknown on update",
      planned([
        group([real({ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["10.0.0.0/8"] })], [], {
          after: { id: "sg-1", name: "g", owner_id: ONE, egress: [] },
          unknown: { ingress: true },
          configured: { name: [] },
        }),
      ]),
      "unknown",
    ],
    [
      "dynamic ingress partly unknown on update",
      planned([
        group([], [real({ protocol: "tcp", from_port: 443, to_port: 443 })], {
          unknown: { ingress: [{ cidr_blocks: true }] },
          configured: { name: [] },
        }),
      ]),
      "unknown",
    ],
    [
      "dynamic inline policy wholly unknown on update",
      planned([
        {
          ...role("r", { inline_policy: [{ name: "p", policy: READ }] }),
          after: { name: "r", arn: `arn:aws:iam::${ONE}:role/r`, assume_role_policy: trust, managed_policy_arns: [] },
          unknown: { inline_policy: true },
          configured: { name: [], assume_role_policy: [] },
        },
      ]),
      "unknown",
    ],
    [
      "dynamic inline policy with unknown text, created",
      planned([
        {
          address: "aws_iam_role.r",
          after: { name: "r", assume_role_policy: trust, inline_policy: [{ name: "p" }] },
          unknown: { inline_policy: [{ policy: true }], arn: true, managed_policy_arns: true },
          configured: { name: [], assume_role_policy: [] },
        },
      ]),
      "unknown|widened",
    ],
    [
      "managed_policy_arns known element unknown",
      planned([
        {
          ...role("r"),
          after: { ...role("r").after, managed_policy_arns: [null] },
          unknown: { managed_policy_arns: [true] },
          configured: { name: [], managed_policy_arns: ["aws_iam_policy.x.arn"] },
        },
      ]),
      "unknown",
    ],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
