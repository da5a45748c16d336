import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../new-folder";
import { ssps } from "./run";

const TARGET = "arn:aws:application-autoscaling:eu-central-1:210987654321:scalable-target/x";
const TEAM = "arn:aws:sagemaker:eu-central-1:210987654321:workteam/private-crowd/labels";
const SAGEMAKER = ["--context", "application-autoscaling:service-namespace=sagemaker"];
const ANN = ["--context", "aws:userid=AROAEXAMPLE:ann@acme.example"];
const at = (instant: string): string[] => ["--env", "prod", "--at", instant, ...SAGEMAKER];

test.each([
  ["before", "2026-12-01T07:59:59Z", ANN, 1, "wants    aws:CurrentTime DateGreaterThanEquals 2026-12-01T08:00:00Z"],
  ["within", "2026-12-03T12:00:00Z", ANN, 0, "policy   customer_sagemaker_autoscaling_policy_CHG0012345"],
  ["after", "2026-12-05T18:00:00Z", ANN, 1, "wants    aws:CurrentTime DateLessThan 2026-12-05T18:00:00Z"],
  [
    "within, by somebody else",
    "2026-12-03T12:00:00Z",
    ["--context", "aws:userid=AROAEXAMPLE:bob"],
    1,
    "wants    aws:userid StringLike *:ann@acme.example",
  ],
])("an environment's elevation, %s", async (_, instant, who, status, line) => {
  const found = await ssps("can", "application-autoscaling:RegisterScalableTarget", TARGET, ...at(instant), ...who);
  expect(found.out).toContain(line);
  expect(found.status).toBe(status);
});

test("its clean-up right, whenever", async () => {
  const { out } = await ssps(
    "can",
    "application-autoscaling:DeregisterScalableTarget",
    TARGET,
    ...at("2036-01-01T00:00:00Z"),
  );
  expect(out).toContain("clause   D3 ");
});

test.each([
  ["with the default names", [], 0],
  ["of an environment", ["--env", "prod"], 0],
])("the workforce role %s", async (_, args, status) => {
  const found = await ssps("can", "sagemaker:CreateWorkteam", TEAM, "--as", "workforce", ...args);
  expect(found.out).toContain("policy   customer_sagemaker_workforce_policy");
  expect(found.status).toBe(status);
});

test("an environment without a workforce role", async () => {
  const { status, err } = await ssps("can", "sagemaker:CreateWorkteam", TEAM, "--as", "workforce", "--env", "dev");
  expect(err).toContain("environments/dev.yaml asks for no workforce role; `workforce: { user_pool_id: … }` does");
  expect(status).toBe(2);
});

test("an environment whose roles another file makes, and which names nobody who assumes them", async () => {
  const folder = newFolder();
  mkdirSync(join(folder, "environments"));
  writeFileSync(
    join(folder, "environments", "parts.yaml"),
    'account: "111122223333"\nregion: eu-west-1\nbase: existing\nstorage: { bucket: { name: acme-sagemaker-dev } }\n',
  );
  const home = process.cwd();
  process.chdir(folder);
  try {
    const { out } = await ssps("can", "s3:GetObject", "arn:aws:s3:::acme-sagemaker-dev/x", "--env", "parts");
    expect(out).toContain("clause   N5 ");
  } finally {
    process.chdir(home);
  }
});
