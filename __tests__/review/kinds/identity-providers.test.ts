import { rowVerdict } from "../../../review/row";
import { kept, of, ONE, plan, policy, reviewPlans, type Change, type Values } from "../building";

const URL = "https://token.actions.githubusercontent.com";
const OIDC = `arn:aws:iam::${ONE}:oidc-provider/token.actions.githubusercontent.com`;
const SAML = `arn:aws:iam::${ONE}:saml-provider/idp`;

const trusting = (name: string, Federated: string): Change =>
  kept(`aws_iam_role.${name}`, {
    name,
    assume_role_policy: policy(of({ Federated }, { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity" })),
  });
const ROLES = [trusting("ci", OIDC), trusting("people", SAML), trusting("other", `${OIDC}/other`)];

const oidc = (more: Values = {}): Values => ({
  url: URL,
  arn: OIDC,
  client_id_list: ["sts.amazonaws.com"],
  thumbprint_list: ["a".repeat(40)],
  ...more,
});
const saml = (...certificates: string[]): Values => ({
  name: "idp",
  arn: SAML,
  saml_metadata_document: `<md:EntityDescriptor>${certificates
    .map((text) => `<ds:X509Certificate>${text}</ds:X509Certificate>`)
    .join("")}</md:EntityDescriptor>`,
});
const rows = (type: string, before: Values | null, after: Values | null) =>
  reviewPlans(plan([...ROLES, { address: `${type}.p`, before, after }])).rows.map((row) => ({
    verdict: rowVerdict(row),
    texts: row.notes.map(({ text }) => text),
  }));

test.each<[string, string, Values | null, Values | null, string[], RegExp]>([
  ["a provider comes", "aws_iam_openid_connect_provider", null, oidc(), ["widened"], /roles that trust it: ci$/],
  ["a provider goes", "aws_iam_openid_connect_provider", oidc(), null, ["narrowed"], /roles that trust it: ci$/],
  [
    "another client",
    "aws_iam_openid_connect_provider",
    oidc(),
    oidc({ client_id_list: ["sts.amazonaws.com", "x"] }),
    ["widened"],
    /^newly open: takes tokens for the client x; roles that trust it: ci$/,
  ],
  [
    "a client less",
    "aws_iam_openid_connect_provider",
    oidc({ client_id_list: ["sts.amazonaws.com", "x"] }),
    oidc(),
    ["narrowed"],
    /^no longer open: takes tokens for the client x/,
  ],
  [
    "another thumbprint",
    "aws_iam_openid_connect_provider",
    oidc(),
    oidc({ thumbprint_list: ["b".repeat(40)] }),
    ["widened"],
    /trusts the certificate b{40}/,
  ],
  ["only tags", "aws_iam_openid_connect_provider", oidc(), oidc({ tags: { a: "b" } }), [], /./],
  ["a SAML provider comes", "aws_iam_saml_provider", null, saml("MIIC"), ["widened"], /roles that trust it: people$/],
  ["another certificate", "aws_iam_saml_provider", saml("MIIC"), saml("MIIC", "MIID"), ["widened"], /people$/],
  ["a certificate less", "aws_iam_saml_provider", saml("MIIC", "MIID"), saml("MIIC"), ["narrowed"], /people$/],
  ["the same certificate, written otherwise", "aws_iam_saml_provider", saml("MIIC"), saml("MI\n IC"), [], /./],
  [
    "a document without certificates",
    "aws_iam_saml_provider",
    saml(),
    { ...saml(), saml_metadata_document: "x" },
    ["widened"],
    /the document/,
  ],
])("%s: %s", (_, type, before, after, expected, text) => {
  const found = rows(type, before, after);
  expect(found.map(({ verdict }) => verdict)).toEqual(expected);
  for (const { texts } of found) expect(texts[0]).toMatch(text);
});

test("a role that names the provider by reference is named too", () => {
  const change: Change = { address: "aws_iam_openid_connect_provider.p", after: { url: URL }, unknown: { arn: true } };
  const role: Change = {
    address: "aws_iam_role.ci",
    after: { name: "ci" },
    unknown: { assume_role_policy: true },
    configured: { name: [], assume_role_policy: ["aws_iam_openid_connect_provider.p.arn"] },
  };
  const texts = reviewPlans(plan([change, role])).rows.flatMap(({ notes }) => notes.map(({ text }) => text));
  expect(texts).toContain(`newly open: takes the word of ${URL}; roles that trust it: ci`);
});
