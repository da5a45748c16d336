import { RISKS } from "../../policy/compare";
import type { Principal } from "../../policy/document";
import type { Row } from "../../review/model";
import { findings, parseFailOn } from "../../review/findings";
import { difference, loss, row } from "./render/sample";

const found = (rows: readonly Row[], failOn: string, only?: "existing"): string[] => {
  const parsed = parseFailOn(failOn);
  if (!parsed) throw new Error(`${failOn} is none`);
  return findings(rows, parsed, only).map(({ subject }) => `${subject.kind} ${subject.name}`);
};

const rows = [
  ...RISKS.map((risk) => row({ name: risk, differences: [difference({ risk })] })),
  row({ name: "unknown", differences: [], unknown: ["aws_iam_policy.later.policy"] }),
  row({ name: "narrowed", differences: [loss({ risk: "public" })] }),
  row({ name: "changed", differences: [loss({ risk: "delete", proven: false })] }),
];

test.each([
  ["widened", ["public", "crossAccount", "escalation", "delete", "write", "read"]],
  ["widened:read", ["public", "crossAccount", "escalation", "delete", "write", "read"]],
  ["widened:write", ["public", "crossAccount", "escalation", "delete", "write"]],
  ["widened:delete", ["public", "crossAccount", "escalation", "delete"]],
  ["widened:escalation", ["public", "crossAccount", "escalation"]],
  ["widened:cross-account", ["public", "crossAccount"]],
  ["widened:crossAccount", ["public", "crossAccount"]],
  ["widened:public", ["public"]],
  ["unknown", ["public", "crossAccount", "escalation", "delete", "write", "read", "unknown"]],
  ["unknown:delete", ["public", "crossAccount", "escalation", "delete", "unknown"]],
  ["any:public", ["public", "narrowed"]],
  ["any:delete", ["public", "crossAccount", "escalation", "delete", "unknown", "narrowed", "changed"]],
])("--fail-on %s finds %j", (failOn, names) => {
  expect(found(rows, failOn)).toEqual(names.map((name) => `role ${name}`));
});

test.each(["", "none", "narrowed", "widened:", "widened:huge", "widened:delete:write", "toString", "widened:toString"])(
  "--fail-on %j is none",
  (text) => {
    expect(parseFailOn(text)).toBeUndefined();
  },
);

/** What a new role may do, and who may assume it. */
const newRole = (name: string, ...principals: Principal[]): Row[] => [
  row({ name, created: true, account: "111122223333" }),
  row({
    kind: "trust policy of role",
    name,
    created: true,
    account: "111122223333",
    differences: [difference({ actions: ["sts:AssumeRole"], principals })],
  }),
];

const service: Principal = { type: "Service", id: "ec2.amazonaws.com" };
const aws = (id: string): Principal => ({ type: "AWS", id });
const own = "arn:aws:iam::111122223333";

test.each<[string, Row[]]>([
  ["a role for a service", newRole("a", service)],
  [
    "a role for a new user",
    [...newRole("a", aws(`${own}:user/u`)), row({ kind: "user", name: "u", created: true, account: "111122223333" })],
  ],
  ["two roles, one for the other", [...newRole("a", service), ...newRole("b", aws(`${own}:role/some/path/a`))]],
  ["two roles for each other", [...newRole("a", aws(`${own}:role/b`)), ...newRole("b", aws(`${own}:role/a`))]],
  ["a user", [row({ kind: "user", created: true })]],
  ["a group", [row({ kind: "group", created: true })]],
  ["a policy that nobody has", [row({ kind: "managed policy", created: true })]],
])("--only existing leaves out what is new: %s", (_, of) => {
  expect(found(of, "widened")).toHaveLength(of.length);
  expect(found([...of, row({ name: "old" })], "widened", "existing")).toEqual(["role old"]);
});

const both = (name: string): string[] => [`role ${name}`, `trust policy of role ${name}`];

test.each<[string, Row[], string[]]>([
  ["a role for the public", newRole("a", { type: "*", id: "*" }), both("a")],
  ["a role for another account", newRole("a", aws("arn:aws:iam::444455556666:root")), both("a")],
  ["a role for its own account", newRole("a", aws(`${own}:root`)), both("a")],
  ["a role for a principal that exists", newRole("a", service, aws(`${own}:role/old`)), both("a")],
  ["a role for who signs in elsewhere", newRole("a", { type: "Federated", id: `${own}:saml-provider/x` }), both("a")],
  [
    "a role for somebody by way of another",
    [...newRole("a", aws(`${own}:root`)), ...newRole("b", aws(`${own}:role/a`))],
    [...both("a"), ...both("b")],
  ],
  ["a role for one of its name in another account", newRole("a", aws("arn:aws:iam::444455556666:role/a")), both("a")],
  ["a role whose trust policy is not known", [row({ name: "a", created: true })], ["role a"]],
  [
    "a role whose trust policy is known after apply",
    [
      row({ name: "a", created: true }),
      row({ kind: "trust policy of role", name: "a", created: true, differences: [], unknown: ["x"] }),
    ],
    ["role a"],
  ],
  [
    "a role whose trust policy is sensitive",
    [
      row({ name: "a", created: true }),
      row({
        kind: "trust policy of role",
        name: "a",
        created: true,
        differences: [],
        notes: [{ verdict: "widened", risk: "escalation", proven: true, text: "not shown" }],
      }),
    ],
    both("a"),
  ],
  [
    "a role for all but some",
    [
      row({ name: "a", created: true }),
      row({
        kind: "trust policy of role",
        name: "a",
        created: true,
        differences: [difference({ notPrincipals: [service] })],
      }),
    ],
    both("a"),
  ],
  [
    "a permission set, which people are assigned to",
    [row({ kind: "permission set", created: true })],
    ["permission set admin_role"],
  ],
  ["a resource", [row({ kind: "S3 bucket", name: "b", created: true })], ["S3 bucket b"]],
  ["a security group", [row({ kind: "security group", name: "g", created: true })], ["security group g"]],
])("--only existing keeps %s", (_, of, expected) => {
  expect(found(of, "widened", "existing").sort()).toEqual([...expected].sort());
});
