import { plan, reviewPlans, type Change } from "../building";

describe("rules of security groups are sets", () => {
  const rule = (protocol: string | number, from: number, to: number, ...cidr_blocks: string[]) => ({
    protocol,
    from_port: from,
    to_port: to,
    cidr_blocks,
  });
  const group = (before: object[], after: object[]): Change[] => [
    { address: "aws_security_group.g", before: { id: "sg-1", ingress: before }, after: { id: "sg-1", ingress: after } },
  ];
  test.each<[string, object[], object[], string]>([
    ["two /9 are a /8", [rule("tcp", 1, 1, "10.0.0.0/9", "10.128.0.0/9")], [rule("tcp", 1, 1, "10.0.0.0/8")], "none"],
    ["and the reverse", [rule("tcp", 1, 1, "10.0.0.0/8")], [rule("tcp", 1, 1, "10.0.0.0/9", "10.128.0.0/9")], "none"],
    ["a gap closes", [rule("tcp", 1, 1, "10.0.0.0/9")], [rule("tcp", 1, 1, "10.0.0.0/8")], "widened"],
    ["no whole port is every port", [rule("tcp", 443, 443, "::/0")], [rule("tcp", 1.5, 1.5, "::/0")], "widened"],
    [
      "ports and ranges across",
      [rule("tcp", 1, 9, "10.0.0.0/8")],
      [rule("tcp", 1, 5, "10.0.0.0/8"), rule("tcp", 6, 9, "10.0.0.0/9", "10.128.0.0/9")],
      "none",
    ],
    [
      "all ports",
      [rule("tcp", 0, 65535, "10.0.0.0/8")],
      [rule("6", 0, 100, "10.0.0.0/8"), rule(6, 101, 65535, "10.0.0.0/8")],
      "none",
    ],
    [
      "all protocols hold tcp",
      [rule("-1", 0, 0, "10.0.0.0/8")],
      [rule("-1", 0, 0, "10.0.0.0/8"), rule("tcp", 1, 1, "10.1.0.0/16")],
      "none",
    ],
    ["tcp does not hold all", [rule("tcp", 0, 65535, "10.0.0.0/8")], [rule("all", 0, 0, "10.0.0.0/8")], "widened"],
    [
      "one type of ICMP, then all",
      [rule("icmp", 8, -1, "10.0.0.0/8")],
      [rule("icmp", -1, -1, "10.0.0.0/8")],
      "widened",
    ],
    [
      "all types hold one",
      [rule("icmp", -1, -1, "10.0.0.0/8")],
      [rule("icmp", -1, -1, "10.0.0.0/8"), rule("icmp", 8, 0, "10.0.0.0/8")],
      "none",
    ],
    ["another type", [rule("icmp", 8, -1, "10.0.0.0/8")], [rule("icmp", 3, -1, "10.0.0.0/8")], "widened"],
    [
      "IPv6 is none of IPv4",
      [rule("tcp", 1, 1, "0.0.0.0/0")],
      [{ ...rule("tcp", 1, 1, "0.0.0.0/0"), ipv6_cidr_blocks: ["::/0"] }],
      "widened",
    ],
    ["a rule goes", [rule("tcp", 1, 1, "10.0.0.0/8")], [], "narrowed"],
  ])("%s", (_, before, after, verdict) => {
    expect(reviewPlans(plan(group(before, after))).verdict).toBe(verdict);
  });

  test.each([
    ["0.0.0.0/0", "public"],
    ["203.0.113.0/24", "public"],
    ["203.0.113.7/32", "write"],
    ["10.0.0.0/8", "write"],
  ])("from %s: %s", (range, risk) => {
    expect(reviewPlans(plan(group([], [rule("tcp", 22, 22, range)]))).rows[0]?.notes[0]?.risk).toBe(risk);
  });
});
