import { rowIsProven, rowRisk, rowVerdict } from "../../../review/row";
import { allow, kept, of, ONE, plan, policy, provider, reviewPlans, TWO, type Change, type Values } from "../building";

const NAMES = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
const block = (value: boolean): Values => Object.fromEntries(NAMES.map((name) => [name, value]));
const all = { bucket: "b", ...block(true) };

const PUBLIC = policy(of("*", allow("s3:GetObject", "arn:aws:s3:::b/*")));
const PRIVATE = policy(of({ AWS: `arn:aws:iam::${ONE}:role/r` }, allow("s3:GetObject", "arn:aws:s3:::b/*")));
const SHARED = policy(of({ AWS: `arn:aws:iam::${TWO}:root` }, allow("s3:GetObject", "arn:aws:s3:::b/*")));
const IN_VPC = policy(
  of("*", allow("s3:GetObject", "arn:aws:s3:::b/*", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } })),
);

const change = (type: string, before: Values | null, after: Values | null): Change => ({
  address: `aws_s3_${type}.x`,
  before,
  after,
});
const held = (text: string): Change => kept("aws_s3_bucket_policy.b", { bucket: "b", policy: text });
const acl = (name: string): Change => kept("aws_s3_bucket_acl.b", { bucket: "b", acl: name });
const owner = (object_ownership: string): Change =>
  kept("aws_s3_bucket_ownership_controls.b", { bucket: "b", rule: [{ object_ownership }] });
const bucketBlock = (before: Values | null, after: Values | null): Change =>
  change("bucket_public_access_block", before, after);
const accountBlock = (before: Values | null, after: Values | null): Change =>
  change("account_public_access_block", before, after);
const without = (name: string): Values => ({ ...all, [name]: false });

const rows = (...changes: Change[]) =>
  reviewPlans(plan(changes, {}, { aws: provider(ONE) })).rows.map(
    (row) => `${rowVerdict(row)} ${rowRisk(row)}${rowIsProven(row) ? "" : ", not proven"}`,
  );

const gone = bucketBlock(all, null);
const ENFORCED = owner("BucketOwnerEnforced");

test.each<[string, Change[], string[]]>([
  ["with nothing else at hand", [gone], ["widened public, not proven"]],
  ["with a public policy behind it", [gone, held(PUBLIC)], ["widened public"]],
  ["with a public ACL behind it", [gone, acl("public-read")], ["widened public"]],
  ["with nothing public behind it, and no ACLs", [gone, held(PRIVATE), ENFORCED], ["changed write"]],
  ["with another account's access behind it", [gone, held(SHARED), ENFORCED], ["changed write"]],
  ["with access from one VPC behind it", [gone, held(IN_VPC), ENFORCED], ["changed write"]],
  ["with objects whose ACLs nobody lists", [gone, held(PRIVATE), acl("private")], ["widened public, not proven"]],
  ["with a policy that cannot be read", [gone, held("{"), ENFORCED], ["widened public, not proven"]],
  [
    "with a bucket that has no policy",
    [gone, ENFORCED, kept("aws_s3_bucket.b", { bucket: "b", policy: "" })],
    ["changed write"],
  ],
  [
    "while the account's stays",
    [gone, held(PUBLIC), kept("aws_s3_account_public_access_block.a", block(true))],
    ["changed write"],
  ],
  [
    "while the account's goes too",
    [gone, held(PUBLIC), { ...accountBlock(block(true), null), address: "aws_s3_account_public_access_block.a" }],
    ["widened public", "widened public"],
  ],
])("a bucket's block goes %s", (_, changes, expected) => {
  expect(rows(...changes)).toEqual(expected);
});

test.each<[string, Change[], string[]]>([
  ["restrict_public_buckets", [held(PUBLIC)], ["widened public"]],
  ["restrict_public_buckets", [held(PRIVATE)], ["changed write"]],
  ["restrict_public_buckets", [], ["widened public, not proven"]],
  ["ignore_public_acls", [acl("public-read"), held(PRIVATE)], ["widened public"]],
  ["ignore_public_acls", [ENFORCED], ["changed write"]],
  ["ignore_public_acls", [held(PRIVATE)], ["widened public, not proven"]],
  ["block_public_policy", [held(PUBLIC)], ["changed write"]],
  ["block_public_acls", [], ["changed write"]],
])("%s alone goes: %#", (name, others, expected) => {
  expect(rows(bucketBlock(all, without(name)), ...others)).toEqual(expected);
});

test.each<[string, Change[], string[]]>([
  ["with nothing else at hand", [], ["widened public, not proven"]],
  ["with one public bucket at hand", [held(PUBLIC)], ["widened public"]],
  [
    "with a bucket whose own block stays",
    [held(PUBLIC), kept("aws_s3_bucket_public_access_block.b", all)],
    ["widened public, not proven"],
  ],
  ["with one public ACL at hand", [acl("public-read-write")], ["widened public"]],
])("an account's block goes %s", (_, others, expected) => {
  expect(rows(accountBlock(block(true), null), ...others)).toEqual(expected);
});

test("the public policy that a block held shut is shown by a request", () => {
  const [row] = reviewPlans(plan([gone, held(PUBLIC)], {}, { aws: provider(ONE) })).rows;
  const [difference] = row?.comparison.differences ?? [];
  expect(difference).toMatchObject({ verdict: "widened", risk: "public", proven: true });
  expect(difference?.witness).toMatchObject({ action: "s3:GetObject" });
});

test("ownership controls that let ACLs count again show what the ACL gives", () => {
  const controls = (object_ownership: string): Values => ({ bucket: "b", rule: [{ object_ownership }] });
  const loosened = change(
    "bucket_ownership_controls",
    controls("BucketOwnerEnforced"),
    controls("BucketOwnerPreferred"),
  );
  expect(rows(loosened)).toEqual(["widened public, not proven"]);
  expect(rows(loosened, acl("public-read"))).toEqual(["widened public"]);
});
