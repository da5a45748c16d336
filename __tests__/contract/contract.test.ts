import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { adminRole } from "../../contract/documents";
import { CASE_CHOICES, caseSettings } from "../../contract/cases/authorization";
import { CLAUSES } from "../../contract/clauses";
import { policyDocuments, statementOrigin, type PolicyDocuments } from "../../contract/render/documents";
import { settings } from "../../contract/settings";
import type { PolicyStatement } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "contract/page.txt"), "utf8");
const statements = CLAUSES.flatMap((clause) =>
  clause.statements.map((statement) => [statement.sid, clause, statement] as const),
);

const statementsOf = (documents: PolicyDocuments, key: keyof PolicyDocuments): readonly PolicyStatement[] =>
  documents[key]?.Statement ?? [];

describe("the contract", () => {
  test("has a file for each clause, named after its id, and no other", () => {
    const files = readdirSync(join(root, "contract/clauses"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /^[a-z]\d-/.test(entry.name))
      .map(({ name }) => name.split("-")[0]?.toUpperCase());
    expect([...new Set(files)].sort()).toEqual(CLAUSES.map(({ id }) => id).sort());
  });

  test("has each clause of the two roles", () => {
    expect(CLAUSES.map(({ id }) => id)).toEqual(
      expect.arrayContaining("R1 R2 R3 S0 N1 N2 N3 N4 N5 N6 N7 N8 N9 D1 X1 X2 X3 X4 E1 E2 E3 E4 J1 J2 J3".split(" ")),
    );
  });

  test("has no two statements of one Sid", () => {
    const sids = statements.map(([sid]) => sid);
    expect(new Set(sids).size).toBe(sids.length);
  });

  test.each(CLAUSES.map((clause) => [clause.id, clause] as const))("%s quotes the page", (_, { quote, statements }) => {
    for (const sentence of [quote, ...statements.flatMap((statement) => statement.quote ?? [])]) {
      expect(page).toContain(sentence);
    }
  });

  test.each(CLAUSES.filter(({ statements }) => statements.length === 0).map((clause) => [clause.id, clause] as const))(
    "%s, which has no statement, holds by absence",
    (_, { cases }) => {
      expect(cases.filter(({ expect }) => expect === "deny").length).toBeGreaterThan(1);
    },
  );

  test.each(statements)("%s names its clause, and leads back to it", (sid, clause, { quote }) => {
    expect(sid).toMatch(new RegExp(`^${clause.id}[A-Z][A-Za-z0-9]+$`));
    expect(statementOrigin(sid)).toMatchObject({ id: clause.id, quote: quote ?? clause.quote });
  });

  test.each(statements)("%s lists its actions and resources once, in order", (_, _clause, statement) => {
    for (const list of [statement.actions.filter((action) => !action.startsWith("{")), statement.resources ?? []]) {
      expect(new Set(list).size).toBe(list.length);
    }
    const actions = statement.actions.filter((action) => !action.startsWith("{"));
    expect(actions).toEqual([...actions].sort());
  });

  test("knows no statement of others", () => {
    expect(statementOrigin("AllowAllNonAdminSageMakerActions")).toBeUndefined();
  });
});

describe("X4: no deny defeats the elevation", () => {
  const denied = statements
    .filter(([, , { effect }]) => effect === "Deny")
    .flatMap(([sid, , { actions }]) => actions.map((action) => [action, sid] as const));
  test.each(denied)("%s (%s) is no action of autoscaling", (action) => {
    expect(action).not.toMatch(/^(\*|application-autoscaling:|cloudwatch:|iam:|autoscaling:)/);
  });
});

describe("E2: every role that may be passed is named", () => {
  // A VPC endpoint's policy allows nothing by itself.
  const passing = statements.filter(
    ([, , { documents, actions }]) =>
      !documents.every((document) => /endpoint$/i.test(document)) &&
      actions.some((action) => /^(\*|iam:(\*|pass))/i.test(action)),
  );
  test("by N1 and J2 only", () => {
    expect(passing.map(([sid]) => sid)).toEqual(["N1PassRole", "J2PassItself"]);
  });
  test.each(passing)("%s says to whom", (_, _clause, { conditions }) => {
    expect(Object.keys(conditions?.StringEquals ?? {})).toEqual(["iam:PassedToService"]);
  });
});

describe("R3: the execution role trusts services only", () => {
  const trust = statements.filter(([, , statement]) => statement.documents.includes("executionTrust"));
  test.each(trust)("%s", (_, _clause, { principals, actions }) => {
    expect(Object.keys(principals ?? {})).toEqual(["Service"]);
    expect(actions).toEqual(["sts:AssumeRole"]);
  });
});

describe("rendered documents", () => {
  const documents = policyDocuments(settings(CASE_CHOICES));

  test.each(Object.entries(documents))(
    "%s is a policy of version 2012-10-17 with a clause behind each Sid",
    (key, document) => {
      expect(parsePolicy(document, key).version).toBe("2012-10-17");
      for (const { Sid } of statementsOf(documents, key as keyof PolicyDocuments)) {
        expect(statementOrigin(Sid ?? "")).toBeDefined();
      }
    },
  );

  test("hold no placeholder and nothing of another account", () => {
    const text = JSON.stringify(documents);
    expect(text).not.toMatch(/(?<!\$)\{\w+\}/);
    expect(text.match(/\b\d{12}\b/g)?.filter((account) => account !== CASE_CHOICES.account)).toEqual([]);
  });

  test("drop the third policy where the environment does without the integrations", () => {
    expect(documents.adminIntegrations).toBeDefined();
    expect(policyDocuments(caseSettings({ as: "admin", options: ["-integrations"] }))).not.toHaveProperty(
      "adminIntegrations",
    );
  });

  test("take exact role and bucket names instead of the patterns", () => {
    const exact = policyDocuments(settings({ ...CASE_CHOICES, passRoles: ["ml-jobs"], buckets: ["acme-data"] }));
    const statement = (key: keyof PolicyDocuments, sid: string): PolicyStatement | undefined =>
      statementsOf(exact, key).find(({ Sid }) => Sid === sid);
    expect(statement("admin", "N1PassRole")?.Resource).toBe("arn:aws:iam::111122223333:role/ml-jobs");
    expect(statement("adminNames", "N5Write")?.Resource).toBe("arn:aws:s3:::acme-data/*");
    expect(statement("execution", "J1Buckets")?.Resource).toEqual([
      "arn:aws:s3:::acme-data",
      "arn:aws:s3:::jumpstart-cache-prod-eu-west-1",
      "arn:aws:s3:::jumpstart-private-cache-prod-eu-west-1",
    ]);
  });

  test("take session tags and a source identity where the federation sends them", () => {
    const trust = policyDocuments(settings({ ...CASE_CHOICES, sessionTags: true, sourceIdentity: true }));
    expect(statementsOf(trust, "adminTrust")[0]?.Action).toEqual([
      "sts:AssumeRoleWithSAML",
      "sts:TagSession",
      "sts:SetSourceIdentity",
    ]);
  });

  test("keep Terraform's expressions as they are", () => {
    const module = policyDocuments(settings({ ...CASE_CHOICES, account: "${local.account}" }));
    expect(statementsOf(module, "adminNames")[0]?.Resource).toBe(
      "arn:aws:secretsmanager:*:${local.account}:secret:AmazonSageMaker-*",
    );
  });

  test.each([
    ["nobody trusted", { account: "111122223333", region: "eu-west-1", partition: "aws" }, "nobody could assume"],
    ["an empty list", { ...CASE_CHOICES, saml: { providerArns: [] } }, "nothing is set for {samlProviders}"],
  ] as const)("refuse %s", (_, choices, message) => {
    expect(() => adminRole(settings(choices))).toThrow(message);
  });
});
