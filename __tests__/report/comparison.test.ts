import { compareReports } from "../../report/comparison";
import { ELEVATIONS, sampleReport } from "./sample";

const OTHER = `account: "444455556666"
region: eu-central-1
base: managed
federation: { saml: { provider_arns: ["arn:aws:iam::444455556666:saml-provider/p"] } }
`;

/** What differs, each with what only the first and only the second has. */
function differences(one: string, other: string) {
  return compareReports(sampleReport(one, "dev"), sampleReport(other, "prod", OTHER)).differences.map(
    ({ words, only }) => [words, ...only] as const,
  );
}

test("account, region, bucket and names of roles are no difference", () => {
  expect(
    differences(
      "storage: { bucket: { name: acme-sagemaker-dev } }\nroles: { admin: { name: one } }",
      "storage: { bucket: { name: acme-sagemaker-prod } }\nroles: { admin: { name: two } }",
    ),
  ).toEqual([]);
});

test.each<[string, string, string, readonly unknown[]]>([
  [
    "a part",
    "",
    "storage: { bucket: { name: acme-sagemaker-prod } }",
    ["Storage: only prod has it", [], ["bucket acme-sagemaker-prod"]],
  ],
  [
    "a list of a statement",
    'access: { pass_roles: ["AmazonSageMaker-ExecutionRole-Admin"] }',
    "",
    [
      "N1 Passing the execution role (admin, N1PassRole): not the same",
      ["on arn:aws:iam::ACCOUNT:role/EXECUTION ROLE"],
      ["on arn:aws:iam::ACCOUNT:role/AmazonSageMaker-ExecutionRole-*"],
    ],
  ],
  [
    "elevations",
    ELEVATIONS.split("\n").slice(0, 2).join("\n"),
    "",
    ["Elevations: not the same", ["CHG1, running, until 2026-12-05T18:00:00Z"], []],
  ],
])("%s is one", (_, one, other, expected) => {
  expect(differences(one, other)).toContainEqual(expected);
});

test("a task that works in one only says who denies it in the other", () => {
  const found = differences(ELEVATIONS.split("\n").slice(0, 2).join("\n"), "").map(([words]) => words);
  expect(found).toEqual(
    expect.arrayContaining([expect.stringMatching(/people may in dev only; the other denies .*\(X4\)/)]),
  );
});
