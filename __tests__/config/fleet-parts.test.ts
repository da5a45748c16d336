import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { environmentText, type Changes } from "./environment";
import { newFolder } from "../new-folder";

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

/** The messages for a file that owns the roles, and one of another region of the account beside it. */
function problems(a: Changes, b: Changes): string[] {
  writeFileSync(join(folder, "a.yaml"), environmentText(a));
  writeFileSync(join(folder, "b.yaml"), environmentText({ base: "existing", region: "us-east-1", ...b }));
  return loadEnvironments(folder).problems.map(({ file, message }) =>
    `${file}: ${message}`.replaceAll(`${folder}/`, ""),
  );
}

const elevations = (count: number, front = "CHG"): Changes => ({
  elevation: Array.from({ length: count }, (_, index) => ({
    ticket: `${front}${index}`,
    approver: "lead",
    from: "2026-12-01T08:00:00Z",
    until: "2026-12-05T18:00:00Z",
    clean_up: true,
  })),
});
const SCALING: Changes = {
  scaling: { endpoints: [{ endpoint: "e", variant: "v", min: 1, max: 2, invocations_per_instance: 1 }] },
};

test.each<[string, Changes, Changes, string[]]>([
  ["parts of two regions side by side", { ...elevations(1), ...SCALING }, { ...elevations(1, "REQ"), ...SCALING }, []],
  [
    "the state of one in the bucket for data of another",
    { backend: { s3: { bucket: "acme-sagemaker-two", region: "eu-west-1", key_prefix: "a/" } } },
    { storage: { bucket: { name: "acme-sagemaker-two" } } },
    [
      'a.yaml: backend.s3.bucket: found "acme-sagemaker-two", which b.yaml of the account gives to the roles; allowed: a bucket that they do not use: they are denied the buckets of state and logs (N5)',
    ],
  ],
  [
    "the log of one in a bucket that the owner lists",
    { access: { buckets: { names: ["acme-logs", "acme-sagemaker-one"] } } },
    { storage: { bucket: { name: "acme-sagemaker-two", access_log: { bucket: "acme-logs", prefix: "s3/" } } } },
    [
      'b.yaml: storage.bucket.access_log.bucket: found "acme-logs", which a.yaml of the account gives to the roles; allowed: a bucket that they do not use: they are denied the buckets of state and logs (N5)',
    ],
  ],
  [
    "one ticket in two regions",
    elevations(1),
    elevations(1, "chg"),
    [
      "b.yaml: found the policy customer_sagemaker_autoscaling_policy_chg0 in a.yaml too, both of account 123456789012; allowed: each name once",
    ],
  ],
  [
    "one workforce role in two regions",
    { workforce: { any_user_pool: true } },
    { workforce: { any_user_pool: true, policy_name: "w1", deny_policy_name: "w2" } },
    [
      "b.yaml: found the role customer_sagemaker_workforce_role in a.yaml too, both of account 123456789012; allowed: each name once",
    ],
  ],
  [
    "a workforce role of its own name in each region",
    { workforce: { any_user_pool: true } },
    { workforce: { any_user_pool: true, name: "w", policy_name: "w1", deny_policy_name: "w2" } },
    [],
  ],
  [
    "more policies together than the role carries",
    elevations(4),
    elevations(2, "REQ"),
    [
      "b.yaml: found 12 policies of customer_sagemaker_admin_role in account 123456789012 together with a.yaml; allowed: at most 10",
    ],
  ],
  [
    "a role of a name that its owner does not give it",
    elevations(4),
    { ...elevations(2, "REQ"), "roles.admin": { name: "other" } },
    ['b.yaml: roles.admin.name: found "other"; allowed: customer_sagemaker_admin_role, as a.yaml makes it'],
  ],
  [
    "roles of other names, which the default ones are not",
    { "roles.admin.name": "other", "roles.execution.name": "AmazonSageMaker-ExecutionRole-2" },
    { storage: { key: { administrator_arns: ["arn:aws:iam::123456789012:role/kms"] } } },
    [
      'b.yaml: roles.admin.name: found "customer_sagemaker_admin_role"; allowed: other, as a.yaml makes it',
      'b.yaml: roles.execution.name: found "AmazonSageMaker-ExecutionRole-Admin"; allowed: AmazonSageMaker-ExecutionRole-2, as a.yaml makes it',
    ],
  ],
  [
    "roles at other paths, of which a key names both and a workforce one",
    { "roles.admin.path": "/ml/", "roles.execution.path": "/ml/jobs/" },
    {
      "storage.key": { administrator_arns: ["arn:aws:iam::123456789012:role/kms"] },
      "roles.admin.path": "/ml/",
      workforce: { any_user_pool: true },
    },
    ['b.yaml: roles.execution.path: found "/"; allowed: /ml/jobs/, as a.yaml makes it'],
  ],
  ["a file whose parts name no role, beside an owner with other names", { "roles.admin.name": "other" }, {}, []],
  [
    "one bucket in two files",
    { storage: { bucket: { name: "acme-sagemaker" } } },
    { storage: { bucket: { name: "acme-sagemaker" } } },
    ["b.yaml: found the bucket acme-sagemaker in a.yaml too; allowed: each name once"],
  ],
  [
    "as many of another account",
    elevations(4),
    { ...elevations(2, "REQ"), account: "210987654321", federation: undefined },
    [],
  ],
])("%s", (_, a, b, expected) => {
  expect(problems(a, b)).toEqual(expected);
});
