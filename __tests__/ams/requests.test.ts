import Ajv from "ajv";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { REQUEST_KINDS, type RequestKindName } from "../../ams";
import { CHANGE_TYPES, pageOf } from "../../ams/change-types";
import { commandOf, type Inputs, type Rfc } from "../../ams/request";
import { type Environment, environmentSchema } from "../../config/schema";
import { documentsOf } from "../../contract/documents";
import { settingsOf } from "../../contract/render/from-environment";
import { partDocument } from "../../contract/render/documents";
import { compile, decide } from "../../policy/decide";
import { parsePolicy } from "../../policy/parse";
import { PARAMETERS } from "./schemas";

const GROUP = "sg-0123456789abcdef0";
const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";
const ROLE = "arn:aws:iam::123456789012:role/customer_sagemaker_admin_role";

/** An environment with every part. */
const EVERYTHING = {
  account: "123456789012",
  region: "eu-west-1",
  base: "managed",
  tags: { owner: "ml-platform", empty: "" },
  federation: { saml: { provider_arns: ["arn:aws:iam::123456789012:saml-provider/customer-saml"] } },
  storage: {
    bucket: { name: "acme-sagemaker-dev" },
    key: { administrator_arns: ["arn:aws:iam::123456789012:role/kms"], services: ["elasticfilesystem", "logs"] },
  },
  network: {
    vpc_id: "vpc-0123456789abcdef0",
    subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0", "eu-west-1b": "subnet-0123456789abcdef1" },
    route_table_ids: ["rtb-0123456789abcdef0"],
    client_cidrs: ["10.0.0.0/16"],
    client_security_group_ids: [GROUP],
    endpoints: { preset: "private" },
    file_system: {},
  },
  elevation: [
    { ticket: "CHG1", approver: "lead", from: "2026-12-01T08:00:00Z", until: "2026-12-05T18:00:00Z" },
    { ticket: "CHG2", approver: "lead", permanent: true, reason: "nightly scaling" },
  ],
};

const INPUTS: Inputs = {
  metadata: "s3://acme-idp/metadata.xml",
  securityGroupIds: [GROUP],
  keyArn: KEY_ARN,
  endpointIds: { api: "vpce-0123456789abcdef0", notebook: "vpce-0123456789abcdef1" },
};

/** With some keys instead of others; undefined takes a key away. */
const environmentOf = (changes: object = {}) =>
  environmentSchema.parse(JSON.parse(JSON.stringify({ ...EVERYTHING, ...changes })));
const withDocuments = (environment: Environment) => ({ environment, documents: documentsOf(environment) });
const ask = (kind: RequestKindName, changes: object = {}, inputs: Inputs = INPUTS): readonly Rfc[] =>
  REQUEST_KINDS[kind].requests({ name: "dev", ...withDocuments(environmentOf(changes)), inputs });

const KINDS = Object.keys(REQUEST_KINDS) as RequestKindName[];
const all = KINDS.flatMap((kind) => ask(kind).map((request) => [kind, request.title, request] as const));
const ajv = new Ajv({ allErrors: true, strict: false });

describe("every request", () => {
  test.each(all)("%s: %s has parameters that AMS accepts", (_kind, _title, { changeType, parameters }) => {
    const validate = ajv.compile(PARAMETERS[changeType.id] ?? false);
    validate(JSON.parse(JSON.stringify(parameters)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each(all)("%s: %s reaches the command whole", (_kind, _title, request) => {
    const script = `aws() { for word; do printf '%s\\0' "$word"; done; }; ${commandOf(request)}`;
    const words = execFileSync("sh", ["-c", script]).toString().split("\0").slice(0, -1);
    expect(words.slice(0, -1)).toEqual([
      "amscm",
      "create-rfc",
      "--change-type-id",
      request.changeType.id,
      "--change-type-version",
      request.changeType.version,
      "--title",
      request.title,
      "--execution-parameters",
    ]);
    expect(JSON.parse(words.at(-1) ?? "")).toEqual(request.parameters);
  });

  test("is of a change type that some kind uses, and each is used", () => {
    const used = new Set(all.map(([, , { changeType }]) => changeType.id));
    expect(used).toEqual(new Set(Object.values(CHANGE_TYPES).map(({ id }) => id)));
  });

  test.each(Object.values(CHANGE_TYPES).map((type) => [type.id, type] as const))("%s has a page", (id, type) => {
    expect(id).toMatch(/^ct-[0-9a-z]{13}$/);
    expect(pageOf(type)).toMatch(
      /^https:\/\/docs\.aws\.amazon\.com\/managedservices\/latest\/ctref\/[a-z0-9-]+\.html$/,
    );
  });
});

test("the page about the hand-over names each kind and change type", () => {
  const page = readFileSync("docs/ams-handover.md", "utf8");
  for (const { id, checkedBy } of Object.values(CHANGE_TYPES)) {
    expect(page).toMatch(new RegExp(`\\| \`${id}\` \\| ${checkedBy} +\\|`));
  }
  for (const kind of KINDS) expect(page).toMatch(new RegExp(`^ssps rfc ${kind} `, "m"));
});

test("what a value holds cannot leave its word", () => {
  const [request] = ask("service");
  if (!request) throw new Error("no request");
  const hostile = { ...request, title: `'; touch /tmp/x; echo "$(id)" \\'` };
  const script = `aws() { printf '%s' "$8"; }; ${commandOf(hostile)}`;
  expect(execFileSync("sh", ["-c", script]).toString()).toBe(hostile.title);
});

describe("parameters", () => {
  const parameters = (kind: RequestKindName, changes: object = {}, inputs = INPUTS): unknown =>
    ask(kind, changes, inputs)[0]?.parameters;

  test.each<[string, unknown, object]>([
    [
      "the service with the environment's SAML provider",
      parameters("service"),
      { Region: "eu-west-1", Parameters: { ServiceName: "Amazon SageMaker", SAMLProviders: "customer-saml" } },
    ],
    [
      "the bucket with AMS's key",
      parameters("bucket"),
      { Parameters: { BucketName: "acme-sagemaker-dev", ServerSideEncryption: "KmsManagedKeys", KMSKeyId: KEY_ARN } },
    ],
    [
      "the bucket by its default name, encrypted by S3",
      parameters("bucket", { storage: { bucket: {} } }, {}),
      { Parameters: { BucketName: "sagemaker-eu-west-1-123456789012", ServerSideEncryption: "S3ManagedKeys" } },
    ],
    [
      "the endpoints' group",
      parameters("security-group"),
      {
        SecurityGroupName: "sagemaker-dev-endpoints",
        TcpUdpIngressRules: [
          { Protocol: "TCP", FromPort: 443, ToPort: 443, AddressRanges: ["10.0.0.0/16"], SecurityGroupIds: [GROUP] },
        ],
      },
    ],
    [
      "the file system's group",
      ask("security-group")[1]?.parameters,
      {
        SecurityGroupName: "sagemaker-dev-files",
        TcpUdpIngressRules: [{ Protocol: "TCP", FromPort: 2049, ToPort: 2049, SecurityGroupIds: [GROUP] }],
      },
    ],
    [
      "the first endpoint",
      parameters("vpc-endpoint"),
      { Parameters: { ServiceName: "aws.sagemaker.eu-west-1.notebook", EnablePrivateDns: "true" } },
    ],
    [
      "an endpoint without private DNS",
      parameters("vpc-endpoint", { network: { ...EVERYTHING.network, endpoints: { private_dns: false } } }),
      { Parameters: { EnablePrivateDns: "false" } },
    ],
    [
      "the file system with AMS's key",
      parameters("file-system"),
      {
        Parameters: {
          Encrypted: true,
          KmsKeyId: "01234567-89ab-cdef-0123-456789abcdef",
          MountTargets: [
            { AvailabilityZone: "eu-west-1a", SubnetId: "subnet-0123456789abcdef0" },
            { AvailabilityZone: "eu-west-1b", SubnetId: "subnet-0123456789abcdef1" },
          ],
        },
      },
    ],
    [
      "the key for both roles and file systems",
      parameters("key"),
      {
        Parameters: {
          IAMPrincipalsRequiringDecryptPermissions: [
            ROLE,
            "arn:aws:iam::123456789012:role/AmazonSageMaker-ExecutionRole-Admin",
          ],
          AllowServiceRolesAccessKMSKeys: ["elasticfilesystem.eu-west-1.amazonaws.com"],
        },
      },
    ],
    [
      "the SAML provider",
      parameters("saml-provider"),
      { Parameters: { SAMLMetadataDocumentURL: ["s3://acme-idp/metadata.xml"], Name: ["customer-saml"] } },
    ],
  ])("%s", (_, actual, expected) => {
    expect(actual).toMatchObject(expected);
  });

  test("an endpoint is asked for by each service, the gateway from a person", () => {
    expect(ask("vpc-endpoint").map(({ changeType }) => changeType.id)).toEqual([
      ...Array<string>(3).fill("ct-3oafsdbzjtuqp"),
      "ct-1e1xtak34nx76",
      ...Array<string>(7).fill("ct-3oafsdbzjtuqp"),
    ]);
  });
});

describe("policies", () => {
  const settings = settingsOf(environmentOf());
  const carried = ({ parameters }: Rfc): unknown => {
    const [policy] = (parameters["IAM Policy"] ?? [parameters]) as { PolicyDocument: string }[];
    return JSON.parse(policy?.PolicyDocument ?? "");
  };

  test("an endpoint's is that of clause P4", () => {
    expect(ask("endpoint-policy").map(carried)).toEqual([
      partDocument("endpoint", settings),
      partDocument("notebookEndpoint", settings),
    ]);
  });

  test.each([
    ["CHG1", "2026-12-01T07:59:59Z", "implicitDeny"],
    ["CHG1", "2026-12-03T12:00:00Z", "allow"],
    ["CHG1", "2026-12-05T18:00:00Z", "implicitDeny"],
    ["CHG2", "2036-12-05T18:00:00Z", "allow"],
  ])("an elevation's allows by its window: %s at %s is %s", (ticket, at, decision) => {
    const [request, ...others] = ask("autoscaling", {}, { ticket });
    if (!request) throw new Error("no request");
    expect(others).toEqual([]);
    const identity = compile([parsePolicy(carried(request), "elevation")]);
    const asked = {
      action: "cloudwatch:PutMetricAlarm",
      resource: "*",
      context: { "aws:CurrentTime": at, "aws:RequestedRegion": "eu-west-1" },
    };
    expect(decide({ identity }, asked).decision).toBe(decision);
    expect(request.parameters["IAM Policy"]).toMatchObject([
      { PolicyName: `customer_sagemaker_autoscaling_policy_${ticket}`, RelatedResources: [ROLE] },
    ]);
  });

  test("every policy that is printed is the one that is sent", () => {
    for (const request of [...ask("endpoint-policy"), ...ask("autoscaling")]) {
      expect(Object.values(request.policies ?? {})).toEqual([carried(request)]);
    }
  });
});

describe("cannot be made", () => {
  const network = EVERYTHING.network;
  test.each<[string, RequestKindName, object, Inputs, string]>([
    ["without a bucket", "bucket", { storage: undefined }, INPUTS, "dev.yaml has no storage.bucket"],
    [
      "with a name that AMS reserves",
      "bucket",
      { storage: { bucket: { name: "aws-glue-acme" } } },
      INPUTS,
      "AMS makes no bucket whose name begins with ams, aws, mc",
    ],
    ["without the key that AMS makes", "bucket", {}, {}, "give --key-arn, of the key that `ssps rfc key` asks for"],
    ["without a network", "security-group", { network: undefined }, INPUTS, "dev.yaml has no network"],
    [
      "for clients of IPv6",
      "security-group",
      { network: { ...network, client_cidrs: ["fd00::/8"] } },
      INPUTS,
      "network.client_cidrs: found fd00::/8; AMS's change type takes IPv4 only",
    ],
    [
      "for nobody",
      "security-group",
      { network: { ...network, client_cidrs: [], client_security_group_ids: [] } },
      INPUTS,
      "nobody could call the endpoints",
    ],
    [
      "without endpoints",
      "vpc-endpoint",
      { network: { ...network, endpoints: undefined } },
      INPUTS,
      "dev.yaml has no network.endpoints",
    ],
    ["without the endpoints' group", "vpc-endpoint", {}, {}, "give --security-group"],
    ["for no endpoint", "endpoint-policy", {}, {}, "give --endpoint SERVICE=vpce-…"],
    [
      "for an unknown service",
      "endpoint-policy",
      {},
      { endpointIds: { apis: "vpce-0123456789abcdef0" } },
      "--endpoint: found the service apis; allowed: notebook, api, ",
    ],
    [
      "without a file system",
      "file-system",
      { network: { ...network, file_system: undefined } },
      INPUTS,
      "dev.yaml has no network.file_system",
    ],
    ["without the file system's key", "file-system", {}, {}, "give --key-arn"],
    ["without a key", "key", { storage: { bucket: {} } }, INPUTS, "dev.yaml has no storage.key"],
    [
      "without an elevation",
      "autoscaling",
      { elevation: undefined },
      {},
      "dev.yaml has no elevation (`ssps elevate` adds one)",
    ],
    ["for an unknown ticket", "autoscaling", {}, { ticket: "CHG3" }, "--ticket: found CHG3; allowed: CHG1, CHG2"],
    ["without metadata", "saml-provider", {}, {}, "give --metadata s3://BUCKET/KEY"],
    [
      "for an unknown provider",
      "saml-provider",
      {},
      { ...INPUTS, provider: "other" },
      "--provider: found other; allowed, since the environment has several: customer-saml",
    ],
    [
      "without SAML",
      "saml-provider",
      { federation: { principals: { arns: [ROLE] } } },
      INPUTS,
      "dev.yaml has no federation.saml",
    ],
  ])("%s: %s", (_, kind, changes, inputs, message) => {
    expect(() => ask(kind, changes, inputs)).toThrow(message);
  });
});
