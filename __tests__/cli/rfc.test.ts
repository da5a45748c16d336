import { ssps } from "./run";

const KEY_ARN = "arn:aws:kms:eu-central-1:210987654321:key/01234567-89ab-cdef-0123-456789abcdef";

test("a request for a person: category, form, command", async () => {
  const { status, out, err } = await ssps("rfc", "security-group", "--env", "prod");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  for (const text of [
    "change type  ct-3pc215bnwb6p7, version 1.0",
    "category     Deployment | Advanced stack components | Security group | Create",
    "looked up 2026-11; parameters checked against the published schema",
    "SecurityGroupName: sagemaker-prod-endpoints",
    "AddressRanges: 10.0.0.0/16",
    "aws amscm create-rfc --change-type-id ct-3pc215bnwb6p7 --change-type-version 1.0 --title",
    "aws amscm submit-rfc --rfc-id ID",
  ]) {
    expect(out).toContain(text);
  }
});

test("requests for a program", async () => {
  const { status, out } = await ssps("rfc", "autoscaling", "--env", "prod", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject([
    {
      change_type: "ct-27tuth19k52b4",
      version: "2.0",
      title: "Elevate customer_sagemaker_admin_role to endpoint autoscaling (CHG0012345)",
      parameters: { Operation: "Update" },
      source: { looked_up: "2026-11", checked_by: "examples" },
    },
  ]);
});

test.each([
  [
    "an unknown kind",
    ["rfc", "vpc"],
    /'vpc' is invalid for argument 'kind'\. Allowed choices are service, saml-provider, key/,
  ],
  ["an unknown environment", ["rfc", "bucket", "--env", "none"], /there is no environment "none"/],
  ["what only AMS knows", ["rfc", "vpc-endpoint", "--env", "prod"], /give --security-group/],
  ["a bad group", ["rfc", "vpc-endpoint", "--env", "prod", "--security-group", "web"], /--security-group: found "web"/],
  ["a bad key", ["rfc", "bucket", "--env", "prod", "--key-arn", "alias/x"], /--key-arn: found "alias\/x"/],
  ["a bad endpoint", ["rfc", "endpoint-policy", "--env", "prod", "--endpoint", "api"], /--endpoint: found "api"/],
  ["bad metadata", ["rfc", "saml-provider", "--env", "prod", "--metadata", "idp.xml"], /--metadata: found "idp\.xml"/],
])("%s is one clear message and status 2", async (_, args, message) => {
  const { status, out, err } = await ssps(...args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toMatch(message);
  expect(err.trim().split("\n")).toHaveLength(1);
});

test.each([
  ["service", []],
  ["saml-provider", ["--metadata", "s3://acme-idp/metadata.xml"]],
  ["key", []],
  ["bucket", ["--key-arn", KEY_ARN]],
  ["vpc-endpoint", ["--security-group", "sg-0123456789abcdef0", "sg-0123456789abcdef1"]],
  ["endpoint-policy", ["--endpoint", "api=vpce-0123456789abcdef0", "runtime=vpce-0123456789abcdef1"]],
  ["file-system", ["--key-arn", KEY_ARN]],
])("%s is made from the shipped example", async (kind, inputs) => {
  const { status, out } = await ssps("rfc", kind, "--env", "prod", "--json", ...inputs);
  expect(status).toBe(0);
  expect((JSON.parse(out) as unknown[]).length).toBeGreaterThan(0);
});

test("help shows the kinds and an example", async () => {
  const { out } = await ssps("rfc", "--help");
  expect(out).toMatch(/Kinds:\n {2}service {10}add SageMaker/);
  expect(out).toContain("ssps rfc bucket --env prod");
});
