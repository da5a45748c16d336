import fc from "fast-check";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { holdRefusal, must, ssps } from "../command";
import { lane } from "../engine/lane";
import { CORE, PARTS } from "../inputs/environment-parts";
import { yamlTexts } from "../inputs/environments";
import { edited } from "../inputs/edits";
import { files, type InputFile, write } from "../inputs/files";
import { hostileText, type Json, mostly } from "../inputs/hostile";

interface Input {
  readonly environment: InputFile;
  readonly details: InputFile;
}

const iam = (resource: string): string => `arn:aws:iam::123456789012:${resource}`;
const path = mostly(fc.constantFrom("/", "/", "/team/"));
const tags = fc.array(
  fc.record({ Key: mostly(fc.constantFrom("owner", "Owner", "team", "aws:x")), Value: hostileText }),
  { maxLength: 3 },
);

const role = (RoleName: string, policies: readonly string[]): fc.Arbitrary<Json> =>
  fc.record({
    RoleName: fc.constant(RoleName),
    Arn: fc.constant(iam(`role/${RoleName}`)),
    // A role at another path cannot be taken over.
    Path: fc.oneof({ weight: 9, arbitrary: fc.constant("/") }, { weight: 1, arbitrary: path }),
    AssumeRolePolicyDocument: mostly(fc.constant("%7B%22Statement%22%3A%5B%5D%7D")),
    Tags: tags,
    AttachedManagedPolicies: fc
      .subarray([...policies])
      .map((names) => names.map((name) => ({ PolicyName: name, PolicyArn: iam(`policy/${name}`) }))),
    RolePolicyList: fc.constantFrom<Json[]>([], [{ PolicyName: "inline", PolicyDocument: {} }]),
  });

const policy = (PolicyName: string): fc.Arbitrary<Json> =>
  fc.record({
    PolicyName: fc.constant(PolicyName),
    Arn: fc.constant(iam(`policy/${PolicyName}`)),
    Path: path,
    Description: mostly(fc.constantFrom("", "as AMS made it")),
    DefaultVersionId: fc.constant("v1"),
    PolicyVersionList: fc.constant<Json>([{ VersionId: "v1", IsDefaultVersion: true, Document: "{}" }]),
  });

const POLICIES = ["customer_sagemaker_admin_policy", "customer_sagemaker_deny_policy", "customer_deny_policy"];

/** The details of an account that holds the roles, or nearly. */
const details: fc.Arbitrary<Json> = fc.record({
  RoleDetailList: fc
    .tuple(
      role("customer_sagemaker_admin_role", POLICIES),
      role("AmazonSageMaker-ExecutionRole-Admin", POLICIES.slice(1)),
    )
    .map((roles): Json => roles),
  Policies: fc.tuple(...POLICIES.map(policy)).map((policies): Json => policies),
  UserDetailList: fc.constant<Json>([]),
  GroupDetailList: fc.constant<Json>([]),
  IsTruncated: fc.constant(false),
});

const environments: fc.Arbitrary<Json> = fc
  .subarray(["backend", "deploy", "tags", "storage", "logs"])
  .map((parts) => ({ ...CORE, ...Object.fromEntries(parts.map((part) => [part, PARTS[part] ?? null])) }));

const inputs: fc.Arbitrary<Input> = fc.record({
  environment: files(yamlTexts(environments)),
  details: files(edited(details, 1).map((document) => JSON.stringify(document, null, 1))),
});

const [FILE, DETAILS] = ["environments/e.yaml", "details.json"];

/** What `ssps import` does to a file: what it writes, `check` accepts; refused, the file is what it was. */
export const imports = lane<Input>({
  name: "imports",
  share: 8,
  inputs,
  hold: async ({ environment, details: found }) => {
    rmSync("environments", { recursive: true, force: true });
    mkdirSync("environments");
    write(FILE, environment);
    write(DETAILS, found);
    const before = readFileSync(FILE);
    const outcome = await ssps("import", "--env", "e", "--from", DETAILS);
    if (outcome.status === 2) {
      must(readFileSync(FILE).equals(before), "refused, and changed the file");
      holdRefusal(outcome, [FILE, DETAILS, "role ", "policy ", "account"]);
      return;
    }
    must(outcome.status === 0, `status ${outcome.status}`);
    const checked = await ssps("check", FILE);
    must(checked.status === 0, `the file is no longer right: ${checked.out}`);
  },
});
