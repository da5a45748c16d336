import { summaryOf } from "../../report/report";
import { ELEVATIONS, sampleReport } from "./sample";

const plain = sampleReport();
const full =
  sampleReport(`storage: { bucket: { name: acme-sagemaker-dev }, key: { administrator_arns: ["arn:aws:iam::111122223333:role/k"] } }
${ELEVATIONS}`);

test("every part is named, with its stack where the environment asks for it", () => {
  expect(full.parts.map(({ title, stack }) => `${title}: ${stack ?? "-"}`)).toEqual([
    "Roles: sample-base",
    "Storage: sample-storage",
    "Network: -",
    "Logs: -",
    "Scaling: -",
    "Elevation: sample-elevation",
    "Workforce: -",
  ]);
});

test("every statement of every policy is a line, with its clause", () => {
  const statements = full.policies.flatMap(({ document }) => document.Statement);
  expect(full.access.map(({ statement }) => statement.Sid).sort()).toEqual(statements.map(({ Sid }) => Sid).sort());
  expect(full.access.filter(({ clause }) => clause === undefined)).toEqual([]);
});

test.each([
  ["N2Secrets", ["admin"], ["secretsmanager"], ["write", "read"], "N2"],
  ["X1Studio", ["admin", "execution"], ["sagemaker"], ["write"], "X1"],
  ["R1Saml", ["admin"], ["sts"], ["escalation"], "R1"],
])("%s concerns %j: %j, %j, clause %s", (prefix, carriers, services, risks, id) => {
  const line = full.access.find(({ statement: { Sid = "" } }) => Sid.startsWith(prefix));
  expect(line).toMatchObject({ carriers, services, clause: { id } });
  expect(line?.risks).toEqual(expect.arrayContaining(risks));
});

test("what others wrote into a policy of ours has no clause, and comes last", () => {
  const statement = `{ Sid: Backup, Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:role/backup" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-sagemaker-dev/*" }`;
  const { access } = sampleReport(
    `storage: { bucket: { name: acme-sagemaker-dev, extra_statements: [${statement}] } }`,
  );
  const last = access.at(-1);
  expect([last?.statement.Sid, last?.clause]).toEqual(["Backup", undefined]);
});

test.each([
  ["a running elevation", full, true],
  ["no elevation", plain, false],
] as const)("with %s people may, or may not, autoscale", (_, report, works) => {
  const task = report.tasks.find(({ id }) => id === "autoscale");
  expect(task?.admin.works).toBe(works);
  if (!works) expect(task?.admin).toMatchObject({ clause: "X4", next: expect.any(String) as string });
});

test("elevations stand where they do at the instant of the report", () => {
  expect(full.elevations.map(({ elevation, state }) => `${elevation.ticket} ${state}`)).toEqual([
    "CHG1 running",
    "CHG2 expired",
    "CHG3 permanent",
  ]);
});

test("the summary counts", () => {
  expect(summaryOf(full)).toMatchObject({
    parts: ["Roles", "Storage", "Elevation"],
    running: ["CHG1", "CHG3"],
    warnings: full.warnings.length,
  });
});

test("in another partition there is nothing to compare with", () => {
  const china = `account: "111122223333"
region: cn-north-1
base: managed
federation: { saml: { provider_arns: ["arn:aws-cn:iam::111122223333:saml-provider/p"] } }
`;
  expect(sampleReport("", "china", china).differences).toBeUndefined();
  expect(plain.differences?.every(({ explanation }) => explanation)).toBe(true);
});

test("an environment that another owns the roles of has no policies of theirs, and its tasks are those of the names", () => {
  const parts = `account: "111122223333"
region: eu-west-1
base: existing
storage: { bucket: { name: acme-sagemaker-dev } }
`;
  const { roles, policies, tasks } = sampleReport("", "parts", parts);
  expect(roles.map(({ owned }) => owned)).toEqual([false, false]);
  expect(policies.map(({ name }) => name)).toEqual(["the policy of bucket acme-sagemaker-dev"]);
  expect(tasks.some(({ admin }) => admin.works)).toBe(true);
});
