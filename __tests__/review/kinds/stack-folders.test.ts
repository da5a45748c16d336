import {
  allow,
  expectRight,
  ONE,
  policy,
  reviewFolders,
  TWO,
  EVERYTHING,
  READ,
  type Case,
  type Values,
} from "../building";

const role = (name: string): Values => ({ resource: { aws_iam_role: { [name]: { name } } } });
const holding = (text: string, owner = "${aws_iam_role.r.name}"): Values => ({
  resource: { aws_iam_role_policy: { p: { role: owner, name: "p", policy: text } } },
});
const provider = (account: string): Values => ({ provider: { aws: { allowed_account_ids: [account] } } });
const folders =
  (before: Values, after: Values): Case[1] =>
  () =>
    reviewFolders(before, after);

describe("the files of one folder are one configuration, as Terraform reads them", () => {
  test.each<Case>([
    [
      "a reference to another file is followed",
      folders(
        { "roles.tf.json": role("r"), "policies.tf.json": holding(READ) },
        { "roles.tf.json": role("r"), "policies.tf.json": holding(EVERYTHING) },
      ),
      ["role r: widened"],
    ],
    [
      "a provider in a file of its own is everybody's",
      folders(
        { "provider.tf.json": provider(ONE), "policies.tf.json": holding(READ, "r") },
        { "provider.tf.json": provider(ONE), "policies.tf.json": holding(EVERYTHING, "r") },
      ),
      [`role r@${ONE}: widened`],
    ],
    [
      "a variable in a file of its own decides",
      folders(
        { "variables.tf.json": { variable: { p: { default: READ } } }, "x.tf.json": holding("${var.p}", "r") },
        { "variables.tf.json": { variable: { p: { default: EVERYTHING } } }, "x.tf.json": holding("${var.p}", "r") },
      ),
      ["role r: unknown"],
    ],
    [
      "a resource moves to another file",
      folders(
        { "a.tf.json": role("r"), "b.tf.json": holding(READ) },
        { "a.tf.json": { resource: { ...(role("r").resource as Values), ...(holding(READ).resource as Values) } } },
      ),
      "none",
    ],
    [
      "an override file replaces what the others say",
      folders(
        { "a.tf.json": holding(READ, "r") },
        {
          "a.tf.json": holding(READ, "r"),
          "override.tf.json": { resource: { aws_iam_role_policy: { p: { policy: EVERYTHING } } } },
        },
      ),
      ["role r: widened"],
    ],
    [
      "an override file of the provider",
      folders(
        { "a.tf.json": { ...provider(ONE), ...holding(READ, "r") } },
        { "a.tf.json": { ...provider(ONE), ...holding(READ, "r") }, "x_override.tf.json": provider(TWO) },
      ),
      [`role r@${TWO}: widened`, `role r@${ONE}: changed`],
    ],
    [
      "files that Terraform would refuse together are stacks of their own",
      folders(
        {
          "dev.tf.json": { ...provider(ONE), ...holding(READ, "r") },
          "prod.tf.json": { ...provider(TWO), ...holding(READ, "r") },
        },
        {
          "dev.tf.json": { ...provider(ONE), ...holding(READ, "r") },
          "prod.tf.json": { ...provider(TWO), ...holding(policy(allow("s3:*")), "r") },
        },
      ),
      [`role r@${TWO}: widened`],
    ],
    [
      "a file in HCL that differs",
      folders({ "a.tf.json": role("r"), "b.tf": "# 1" }, { "a.tf.json": role("r"), "b.tf": "# 2" }),
      ["file b.tf: unknown"],
    ],
    [
      "a file in HCL that is new",
      folders({ "a.tf.json": role("r") }, { "a.tf.json": role("r"), "b.tf": "# 2" }),
      ["file b.tf: unknown"],
    ],
    [
      "a file in HCL that is the same",
      folders({ "a.tf.json": role("r"), "b.tf": "# 1" }, { "a.tf.json": role("r"), "b.tf": "# 1" }),
      "none",
    ],
    ...["terraform.tfvars", "terraform.tfvars.json", "x.auto.tfvars"].map((name): Case => {
      const stack = { variable: { p: {} }, ...holding("${var.p}", "r") };
      const values = (text: string): Values => ({ "a.tf.json": stack, [name]: text });
      return [`a value given in ${name}`, folders(values("p = 1"), values("p = 2")), ["role r: unknown"]];
    }),
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
