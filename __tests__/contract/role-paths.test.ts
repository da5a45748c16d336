import { mkdirSync, writeFileSync } from "node:fs";
import { documentsOf } from "../../contract/documents";
import { ssps } from "../cli/run";
import { check, environmentText, problems } from "../config/environment";
import { newFolder } from "../new-folder";

const PATHS = {
  "roles.admin.path": "/ml/",
  "roles.execution.path": "/ml/jobs/",
  "storage.key": { administrator_arns: ["arn:aws:iam::123456789012:role/kms-admin"] },
};
const ADMIN = "arn:aws:iam::123456789012:role/ml/customer_sagemaker_admin_role";
const EXECUTION = "arn:aws:iam::123456789012:role/ml/jobs/AmazonSageMaker-ExecutionRole-Admin";

const home = process.cwd();
beforeAll(() => {
  process.chdir(newFolder());
  mkdirSync("environments");
  writeFileSync("environments/dev.yaml", environmentText(PATHS));
});
afterAll(() => {
  process.chdir(home);
});

const TO_SAGEMAKER = ["--context", "iam:PassedToService=sagemaker.amazonaws.com"];

test.each([
  ["the execution role, at its path", EXECUTION, "admin", 0],
  ["another one beside it", EXECUTION.replace("-Admin", "-2"), "admin", 0],
  ["one at another path", EXECUTION.replace("/ml/jobs", ""), "admin", 1],
  ["one at the path of people's role", EXECUTION.replace("/jobs", ""), "admin", 1],
  ["one of those that AWS's console makes", EXECUTION.replace("/ml/jobs/", "/service-role/"), "admin", 1],
  ["the execution role, by itself", EXECUTION, "execution", 0],
  ["another one, by the execution role", EXECUTION.replace("-Admin", "-2"), "execution", 1],
])("passing %s", async (_, role, as, status) => {
  expect(await ssps("can", "iam:PassRole", role, "--as", as, "--env", "dev", ...TO_SAGEMAKER)).toMatchObject({
    status,
  });
});

test("a key's policy lets the roles in where they stand", async () => {
  const { environment } = check(PATHS);
  const text = environment && JSON.stringify(documentsOf(environment).key);
  expect(text).toContain(`"${ADMIN}"`);
  expect(text).toContain(`"${EXECUTION}"`);
  writeFileSync("key.json", text ?? "");
  expect(await ssps("key", "key.json", "--env", "dev")).toMatchObject({ status: 0 });
  writeFileSync("key.json", text?.replaceAll("role/ml/", "role/") ?? "");
  expect(await ssps("key", "key.json", "--env", "dev")).toMatchObject({ status: 1 });
});

test("every difference from FullAccess is explained there, too", async () => {
  expect(await ssps("parity", "--env", "dev")).toMatchObject({ status: 0 });
});

test.each([
  ["/service-role/", /a path that begins and ends with \//],
  ["/aws-service-role/x/", /other than \/service-role\/ and AWS's own/],
  ["/ml", /a path/],
  ["ml/", /a path/],
  ["/m*/", /a path/],
  ["//", /a path/],
  [`/${"x".repeat(101)}/`, /a path/],
])("the path %s is refused", (path, message) => {
  expect(problems({ "roles.admin.path": path }).join()).toMatch(message);
});

test.each([
  [
    "storage.key.administrator_arns",
    { "storage.key": { administrator_arns: [ADMIN] } },
    /other than those that use the key/,
  ],
  ["deploy.assume_role_arn", { "deploy.assume_role_arn": EXECUTION }, /a role other than the two/],
  [
    "adopt.keep",
    { "roles.adopt": { keep: { "aws_iam_role.admin": { path: "/ml/" } } } },
    /no path here: roles\.admin\.path says it/,
  ],
  [
    "adopt.keep of the workforce",
    { workforce: { any_user_pool: true, adopt: { keep: { "aws_iam_role.workforce": { path: "/ml/" } } } } },
    /no path here: workforce\.path says it/,
  ],
])("%s is held to the paths", (_, changes, message) => {
  expect(problems({ "roles.admin.path": "/ml/", "roles.execution.path": "/ml/jobs/", ...changes }).join()).toMatch(
    message,
  );
});
