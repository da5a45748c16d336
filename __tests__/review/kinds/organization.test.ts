import { rowIsProven, rowRisk, rowVerdict } from "../../../review/row";
import { allow, deny, plan, policy, reviewPlans, rowsOf, type Change, type Values } from "../building";

const ACCOUNT = "222222222222";
const scp = (name: string, before: string | null, after: string | null, more: Values = {}): Change => {
  const values = (content: string | null): Values | null =>
    content === null ? null : { id: `p-${name}`, name, content, type: "SERVICE_CONTROL_POLICY", ...more };
  return { address: `aws_organizations_policy.${name}`, before: values(before), after: values(after) };
};
const attached = (name: string, target = ACCOUNT): Values => ({ policy_id: `p-${name}`, target_id: target });
const attachment = (name: string, sides: "kept" | "made" | "gone", target?: string): Change => ({
  address: `aws_organizations_policy_attachment.${name}`,
  before: sides === "made" ? null : attached(name, target),
  after: sides === "gone" ? null : attached(name, target),
});

const NO_DELETE = policy(deny("s3:DeleteBucket"));
const NO_S3 = policy(deny("s3:*"));
const NO_LEAVING = policy(deny("organizations:LeaveOrganization"));
const ONLY_S3 = policy(allow("s3:*"));
const ONLY_READS = policy(allow("s3:Get*"));
const ANYTHING = policy(allow("*"));

const target = (verdict: string, name = ACCOUNT): string => `service control policies of ${name}: ${verdict}`;
const alone = (name: string, verdict: string): string => `service control policy ${name}: ${verdict}`;

test.each<[string, Change[], string[]]>([
  ["a new Deny", [scp("a", null, NO_S3), attachment("a", "made")], [target("narrowed")]],
  ["a Deny that is there is attached", [scp("a", NO_S3, NO_S3), attachment("a", "made")], [target("narrowed")]],
  ["a Deny is detached", [scp("a", NO_S3, NO_S3), attachment("a", "gone")], [target("widened")]],
  ["a Deny and its attachment go", [scp("a", NO_S3, null), attachment("a", "gone")], [target("widened")]],
  ["a Deny is loosened", [scp("a", NO_S3, NO_DELETE), attachment("a", "kept")], [target("widened")]],
  ["a Deny is tightened", [scp("a", NO_DELETE, NO_S3), attachment("a", "kept")], [target("narrowed")]],
  [
    "a Deny moves to another policy of the target",
    [scp("a", NO_S3, null), attachment("a", "gone"), scp("b", null, NO_S3), attachment("b", "made")],
    [],
  ],
  [
    "a Deny goes that another policy of the target holds too",
    [scp("a", NO_DELETE, NO_DELETE), attachment("a", "gone"), scp("b", NO_S3, NO_S3), attachment("b", "kept")],
    [],
  ],
  [
    "a Deny moves to another target",
    [
      scp("a", NO_S3, NO_S3),
      { ...attachment("a", "gone"), after: attached("a", "ou-1"), actions: ["delete", "create"] },
    ],
    [target("widened"), target("narrowed", "ou-1")],
  ],
  [
    "the text of a policy that is attached elsewhere is loosened",
    [scp("a", NO_S3, NO_DELETE)],
    [alone("a", "widened")],
  ],
  ["the text of a policy says the same", [scp("a", NO_S3, policy(deny("s3:*"), deny("s3:Get*")))], []],
  ["an allow-list grows", [scp("a", ONLY_READS, ONLY_S3), attachment("a", "kept")], [target("widened")]],
  [
    "an allow-list takes the place of FullAWSAccess",
    [scp("a", ONLY_S3, ONLY_S3), attachment("a", "made"), attachment("FullAWSAccess", "gone")],
    [target("narrowed")],
  ],
  [
    "FullAWSAccess takes the place of an allow-list",
    [scp("a", ONLY_S3, ONLY_S3), attachment("a", "gone"), attachment("FullAWSAccess", "made")],
    [target("widened")],
  ],
  [
    "FullAWSAccess gives way to a policy that says the same",
    [scp("a", ANYTHING, ANYTHING), attachment("a", "made"), attachment("FullAWSAccess", "gone")],
    [],
  ],
  [
    "a second allow-list beside one",
    [
      scp("a", ONLY_S3, ONLY_S3),
      attachment("a", "kept"),
      scp("b", null, policy(allow("ec2:*"))),
      attachment("b", "made"),
    ],
    [target("widened")],
  ],
  ["a policy that is not at hand is detached", [attachment("elsewhere", "gone")], [target("widened")]],
  ["a policy that is not at hand is attached", [attachment("elsewhere", "made")], [target("widened")]],
  ["a policy that is not at hand stays", [attachment("elsewhere", "kept"), scp("a", null, NO_LEAVING)], []],
  [
    "a Deny comes beside a policy that is not at hand",
    [attachment("elsewhere", "kept"), scp("a", NO_S3, NO_S3), attachment("a", "made")],
    [target("narrowed")],
  ],
])("%s", (_, changes, expected) => {
  expect(rowsOf(reviewPlans(plan(changes))).sort()).toEqual([...expected].sort());
});

test("the request that shows it, and what is at stake", () => {
  const [row] = reviewPlans(plan([scp("a", NO_S3, null), attachment("a", "gone")])).rows;
  expect(row && [rowRisk(row), rowIsProven(row)]).toEqual(["escalation", true]);
  expect(row?.comparison.differences[0]?.witness?.action).toMatch(/^s3:/);
});

test("a target that is known only after apply is unknown, one that the plan makes is known", () => {
  const to = (configured: Change["configured"]): Change => ({
    address: "aws_organizations_policy_attachment.a",
    after: { policy_id: "p-a" },
    unknown: { target_id: true, id: true },
    ...(configured && { configured }),
  });
  const unit: Change = {
    address: "aws_organizations_organizational_unit.u",
    after: { name: "u" },
    unknown: { id: true },
  };
  const rows = (...changes: Change[]): string[] => rowsOf(reviewPlans(plan([scp("a", NO_S3, NO_S3), ...changes])));
  expect(rows(to({ policy_id: [], target_id: ["var.unit"] }))).toEqual([
    target("unknown", "aws_organizations_policy_attachment.a.target_id"),
  ]);
  expect(rows(unit, to({ policy_id: [], target_id: ["aws_organizations_organizational_unit.u.id"] }))).toEqual([
    target("narrowed", "aws_organizations_organizational_unit.u"),
  ]);
});

test("a text that is known only after apply is unknown", () => {
  const change = { ...scp("a", NO_S3, null), after: { id: "p-a", name: "a" }, unknown: { content: true } };
  expect(rowsOf(reviewPlans(plan([change, attachment("a", "kept")])))).toContain(target("unknown"));
});

test("resource control policies are compared alike", () => {
  const rcp = (before: string | null, after: string | null): Change =>
    scp("a", before, after, { type: "RESOURCE_CONTROL_POLICY" });
  const NO_STRANGERS = policy({
    ...deny("s3:*"),
    Principal: "*",
    Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } },
  });
  const rows = (...changes: Change[]): string[] => rowsOf(reviewPlans(plan(changes)));
  const of = (verdict: string): string => `resource control policies of ${ACCOUNT}: ${verdict}`;
  expect(rows(rcp(null, NO_STRANGERS), attachment("a", "made"))).toEqual([of("narrowed")]);
  expect(rows(rcp(NO_STRANGERS, NO_STRANGERS), attachment("a", "gone"))).toEqual([of("widened")]);
});

test("an attachment that is destroyed without detaching stays", () => {
  const gone = { ...attachment("a", "gone"), before: { ...attached("a"), skip_destroy: true } };
  expect(rowsOf(reviewPlans(plan([scp("a", NO_S3, NO_S3), gone])))).toEqual([]);
});

test("policies for tags and backups carry no access; those of other types are not compared", () => {
  const of = (type: string): Change[] => [scp("a", "{}", '{"a":{}}', { type })];
  const tags = reviewPlans(plan(of("TAG_POLICY")));
  expect([tags.verdict, tags.counts.withoutAccess]).toEqual(["none", 1]);
  expect(reviewPlans(plan(of("DECLARATIVE_POLICY_EC2"))).verdict).toBe("unknown");
  const declarative = scp("a", "{}", "{}", { type: "DECLARATIVE_POLICY_EC2" });
  expect(reviewPlans(plan([declarative, attachment("a", "gone")])).rows.map(rowVerdict)).toEqual(["widened"]);
});
