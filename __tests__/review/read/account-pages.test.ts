import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { compareAccess } from "../../../review/compare/access";
import { readSides } from "../../../review/read";
import { ssps } from "../../cli/run";
import { newFolder } from "../../new-folder";

const [ONE, TWO] = ["111122223333", "444455556666"] as const;

const statement = (Action: string) => ({ Effect: "Allow", Action, Resource: "*" });
const document = (action: string) => ({ Version: "2012-10-17", Statement: [statement(action)] });

const role = (RoleName: string, account: string = ONE) => ({
  RoleName,
  Arn: `arn:aws:iam::${account}:role/${RoleName}`,
  AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
  RolePolicyList: [],
  AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam::${account}:policy/p` }],
});

const policy = (action: string) => ({
  PolicyName: "p",
  Arn: `arn:aws:iam::${ONE}:policy/p`,
  PolicyVersionList: [{ IsDefaultVersion: true, Document: document(action) }],
});

/** Two pages: the roles, then their policy. */
const pages = (action: string) => [
  {
    RoleDetailList: [role("r")],
    UserDetailList: [],
    GroupDetailList: [],
    Policies: [],
    IsTruncated: true,
    Marker: "x",
  },
  { RoleDetailList: [role("s")], Policies: [policy(action)] },
];

function written(...contents: readonly object[]): string[] {
  const folder = newFolder();
  return contents.map((content, i) => {
    const file = join(folder, `page-${i + 1}.json`);
    writeFileSync(file, JSON.stringify(content));
    return file;
  });
}

const READ = written(...pages("s3:GetObject"));
const DELETE = written(...pages("s3:DeleteObject"));

test("pages of a side are read as one, in any order", () => {
  const { rows, verdict } = compareAccess(readSides(READ, [...DELETE].reverse()));
  expect({ names: rows.map(({ subject }) => subject.name), verdict }).toEqual({
    names: ["r", "s"],
    verdict: "widened",
  });
  expect(compareAccess(readSides(READ, [...READ].reverse())).rows).toEqual([]);
});

test.each<[string, (pages: readonly object[]) => string]>([
  ["a list, as jq -s writes it", (all) => JSON.stringify(all)],
  ["one after another, as cat writes them", (all) => all.map((page) => JSON.stringify(page, null, 2)).join("\n")],
])("pages in one file: %s", (_, text) => {
  const file = join(newFolder(), "pages.json");
  writeFileSync(file, text(pages("s3:GetObject")));
  expect(compareAccess(readSides(file, READ)).rows).toEqual([]);
  expect(compareAccess(readSides(READ, [file])).rows).toEqual([]);
  expect(compareAccess(readSides(file, DELETE)).verdict).toBe("widened");
});

test("a page that is given twice counts once", () => {
  expect(compareAccess(readSides([...READ, ...READ], READ)).rows).toEqual([]);
});

const [first = "", second = ""] = READ;
test.each<[string, readonly string[], RegExp]>([
  ["the first page alone", [first], /page-1\.json: cut off, a page that others follow; give every page/],
  ["first pages only", [first, DELETE[0] ?? ""], /page-1\.json: cut off, the last page is missing/],
  [
    "pages of two accounts",
    written(...pages("s3:GetObject"), { RoleDetailList: [role("t", TWO)] }),
    /page-1\.json is of account 111122223333, and .*page-3\.json of account 444455556666; allowed: pages of one account/,
  ],
  [
    "a role on two pages",
    [first, second, ...written({ RoleDetailList: [role("s")] })],
    /two entries of RoleDetailList/,
  ],
  ["a policy beside a page", [second, ...written(document("s3:*"))], /page-1\.json: no page of account details/],
  ["a folder beside a page", [second, "policy"], /policy: no page of account details/],
])("%s: refused", (_, before, message) => {
  expect(() => readSides(before, READ)).toThrow(message);
});

test("the command takes all pages of either side", async () => {
  const { status, out, err } = await ssps("review", "--before", ...READ, "--after", ...DELETE, "--fail-on", "widened");
  expect({ status, err }).toEqual({ status: 1, err: "" });
  expect(out).toContain("role `r`");
});
