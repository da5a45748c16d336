import { rowIsProven, rowRisk, rowVerdict } from "../../../review/row";
import { kept, plan, reviewPlans, rowsOf, type Change, type Values } from "../building";

const ACL = "aws_network_acl.a";
const pass = (rule_no: number, action: string, cidr_block: string, more: Values = {}): Values => ({
  rule_no,
  action,
  cidr_block,
  protocol: "tcp",
  from_port: 443,
  to_port: 443,
  icmp_type: 0,
  icmp_code: 0,
  ipv6_cidr_block: "",
  ...more,
});
const acl = (ingress: Values[], egress: Values[] = []): Values => ({ id: "acl-1", vpc_id: "vpc-1", ingress, egress });
const ALL_IN = pass(100, "allow", "0.0.0.0/0", { protocol: "-1", from_port: 0, to_port: 0 });

test.each<[string, Values[], Values[], string[]]>([
  ["an Allow comes", [], [pass(100, "allow", "0.0.0.0/0")], ["widened public"]],
  ["an Allow from private ranges comes", [], [pass(100, "allow", "10.0.0.0/8")], ["widened write"]],
  ["an Allow goes", [pass(100, "allow", "0.0.0.0/0")], [], ["narrowed public"]],
  ["rules get other numbers", [pass(100, "allow", "10.0.0.0/8")], [pass(200, "allow", "10.0.0.0/8")], []],
  ["a Deny goes that stood before an Allow", [pass(90, "deny", "192.0.2.0/24"), ALL_IN], [ALL_IN], ["widened public"]],
  ["a Deny goes that stood behind the Allow", [ALL_IN, pass(200, "deny", "192.0.2.0/24")], [ALL_IN], []],
  [
    "a Deny moves behind the Allow",
    [pass(90, "deny", "192.0.2.0/24"), ALL_IN],
    [ALL_IN, pass(200, "deny", "192.0.2.0/24")],
    ["widened public"],
  ],
  ["a Deny comes before the Allow", [ALL_IN], [pass(90, "deny", "192.0.2.0/24"), ALL_IN], ["narrowed public"]],
  ["a Deny goes where nothing was allowed", [pass(90, "deny", "192.0.2.0/24")], [], []],
  [
    "two halves take the place of a whole",
    [pass(100, "allow", "10.0.0.0/8")],
    [pass(100, "allow", "10.0.0.0/9"), pass(110, "allow", "10.128.0.0/9")],
    [],
  ],
  [
    "more ports",
    [pass(100, "allow", "10.0.0.0/8")],
    [pass(100, "allow", "10.0.0.0/8", { to_port: 450 })],
    ["widened write"],
  ],
  [
    "another protocol by its number",
    [pass(100, "allow", "10.0.0.0/8")],
    [pass(100, "allow", "10.0.0.0/8", { protocol: "6" })],
    [],
  ],
  ["IPv6 from everywhere", [ALL_IN], [ALL_IN, pass(110, "allow", "", { ipv6_cidr_block: "::/0" })], ["widened public"]],
  ["nothing", [ALL_IN], [ALL_IN], []],
])("a network ACL: %s", (_, before, after, expected) => {
  const { rows } = reviewPlans(plan([{ address: ACL, before: acl(before), after: acl(after) }]));
  expect(rows.map((row) => `${rowVerdict(row)} ${rowRisk(row)}`)).toEqual(expected);
});

test("rules out of a network ACL let data out", () => {
  const { rows } = reviewPlans(
    plan([{ address: ACL, before: acl([], []), after: acl([], [pass(100, "allow", "0.0.0.0/0")]) }]),
  );
  expect(rows.map((row) => `${rowVerdict(row)} ${rowRisk(row)}`)).toEqual(["widened read"]);
});

const rule = (more: Values = {}): Values => ({
  network_acl_id: "acl-1",
  rule_number: 100,
  egress: false,
  protocol: "tcp",
  rule_action: "allow",
  cidr_block: "0.0.0.0/0",
  from_port: 22,
  to_port: 22,
  ...more,
});

test.each<[string, Values | null, Values | null, string[]]>([
  ["comes", null, rule(), ["widened"]],
  ["goes", rule(), null, ["narrowed"]],
  ["goes that denied", rule({ rule_action: "deny", rule_number: 50 }), null, []],
  ["denies no longer", rule({ rule_action: "deny" }), rule(), ["widened"]],
])("a rule of its own %s", (_, before, after, expected) => {
  const { rows } = reviewPlans(plan([{ address: "aws_network_acl_rule.r", before, after }]));
  expect(rows.map(rowVerdict)).toEqual(expected);
});

test("a rule of its own is not counted twice where the ACL shows it too", () => {
  const shown = acl([pass(100, "allow", "0.0.0.0/0", { from_port: 22, to_port: 22 })]);
  const owner = kept(ACL, shown, { configured: { vpc_id: [] } });
  expect(
    rowsOf(reviewPlans(plan([owner, { address: "aws_network_acl_rule.r", before: rule(), after: null }]))),
  ).toEqual(["network ACL acl-1: narrowed"]);
});

test("a rule that is known only after apply is unknown", () => {
  const { cidr_block: _, ...after } = rule();
  const change: Change = { address: "aws_network_acl_rule.r", after, unknown: { cidr_block: true } };
  expect(reviewPlans(plan([change])).verdict).toBe("unknown");
});

const open = kept("aws_security_group.open", {
  id: "sg-open",
  name: "open",
  ingress: [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] }],
  egress: [],
});

test.each(["aws_network_interface_sg_attachment", "aws_vpc_endpoint_security_group_association"])(
  "%s: what it lets through",
  (type) => {
    const values = (security_group_id: string): Values => ({ security_group_id, network_interface_id: "eni-1" });
    const verdicts = (before: Values | null, after: Values | null): string[] =>
      reviewPlans(plan([open, { address: `${type}.x`, before, after }])).rows.map(
        (row) => `${rowVerdict(row)} ${rowRisk(row)}${rowIsProven(row) ? "" : ", not proven"}`,
      );
    expect(verdicts(null, values("sg-open"))).toEqual(["widened public"]);
    expect(verdicts(values("sg-open"), null)).toEqual(["narrowed public"]);
    expect(verdicts(null, values("sg-elsewhere"))).toEqual(["widened public, not proven"]);
    expect(verdicts(values("sg-open"), values("sg-open"))).toEqual([]);
  },
);

test("a prefix list that a rule names counts by its ranges", () => {
  const list = (...cidrs: string[]): Change =>
    kept("aws_ec2_managed_prefix_list.l", { id: "pl-1", entry: cidrs.map((cidr) => ({ cidr })) });
  const added: Change = {
    address: "aws_vpc_security_group_ingress_rule.r",
    after: { security_group_id: "sg-1", ip_protocol: "-1", prefix_list_id: "pl-1" },
  };
  const risks = (...changes: Change[]): string[] => reviewPlans(plan(changes)).rows.map(rowRisk);
  expect(risks(list("0.0.0.0/0"), added)).toEqual(["public"]);
  expect(risks(list("10.0.0.0/8"), added)).toEqual(["write"]);
  expect(risks(added)).toEqual(["write"]);
});

describe("subnets that get another network ACL", () => {
  const open = { id: "acl-open", vpc_id: "vpc-1", ingress: [ALL_IN], egress: [] };
  const shut = { id: "acl-shut", vpc_id: "vpc-1", ingress: [pass(100, "allow", "10.0.0.0/8")], egress: [] };
  /** Both, with the subnets that each lists before and after. */
  const lists = (before: [open: string[], shut: string[]], after: [open: string[], shut: string[]]): Change[] =>
    [open, shut].map((values, i) => ({
      address: `aws_network_acl.${values.id}`,
      before: { ...values, subnet_ids: before[i] },
      after: { ...values, subnet_ids: after[i] },
    }));
  const BOTH = lists([[], []], [[], []]);
  const association = (before: string | null, after: string | null, more: Partial<Change> = {}): Change => ({
    address: "aws_network_acl_association.x",
    before: before === null ? null : { subnet_id: "subnet-1", network_acl_id: before },
    after: after === null ? null : { subnet_id: "subnet-1", network_acl_id: after },
    ...more,
  });

  test.each<[string, Change[], string[]]>([
    ["by the lists of the ACLs, to more", lists([[], ["subnet-1"]], [["subnet-1"], []]), ["widened true"]],
    ["by the lists of the ACLs, to less", lists([["subnet-1"], []], [[], ["subnet-1"]]), ["narrowed true"]],
    ["in no list any more", lists([["subnet-1"], []], [[], []]), ["widened false"]],
    ["by an association, to more", [...BOTH, association("acl-shut", "acl-open")], ["widened true"]],
    ["by an association, to less", [...BOTH, association("acl-open", "acl-shut")], ["narrowed true"]],
    [
      "by an association, to one that is not at hand",
      [...BOTH, association("acl-shut", "acl-else")],
      ["widened false"],
    ],
    ["by an association that goes: the default of the VPC", [association("acl-shut", null)], ["widened false"]],
    ["by an association that comes", [association(null, "acl-shut")], ["widened false"]],
    ["the same", [...BOTH, association("acl-shut", "acl-shut")], []],
    ["from an association to a list", [...lists([[], []], [[], ["subnet-1"]]), association("acl-shut", null)], []],
  ])("%s", (_, changes, expected) => {
    const { rows } = reviewPlans(plan(changes));
    expect(rows.map((row) => `${rowVerdict(row)} ${rowIsProven(row)}`)).toEqual(expected);
    expect(rows.every(({ subject }) => subject.kind === "subnet" && subject.name === "subnet-1")).toBe(true);
  });

  test("a list that the provider shows, and nobody wrote, is of before the association", () => {
    const shown = (values: typeof open, subnets: string[]): Change =>
      kept(`aws_network_acl.${values.id}`, { ...values, subnet_ids: subnets }, { configured: { vpc_id: [] } });
    const changes = [shown(open, []), shown(shut, ["subnet-1"]), association("acl-shut", "acl-open")];
    expect(rowsOf(reviewPlans(plan(changes)))).toEqual(["subnet subnet-1: widened"]);
  });

  test("a subnet that is made in the same change had no network ACL", () => {
    const fresh = association(null, "acl-open", {
      after: { network_acl_id: "acl-open" },
      unknown: { subnet_id: true },
      configured: { network_acl_id: [], subnet_id: ["aws_subnet.s.id", "aws_subnet.s"] },
    });
    const subnet = { address: "aws_subnet.s", after: { vpc_id: "vpc-1" }, unknown: { id: true } };
    expect(rowsOf(reviewPlans(plan([...BOTH, subnet, fresh])))).toEqual([]);
  });
});
