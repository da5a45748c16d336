import { ENDPOINT_SERVICES, hasEndpoint, monthlyCost, serviceName } from "../../config/endpoints";
import { madeEndpoints, networkCost, type Network } from "../../config/network";
import { check, problems } from "./environment";

const VPC = "vpc-0123456789abcdef0";
const A = "subnet-0123456789abcdef0";
const B = "subnet-0123456789abcdef1";
const ROUTES = ["rtb-0123456789abcdef0"];
const RIGHT = { "network.vpc_id": VPC, "network.subnet_ids": { "eu-west-1a": A, "eu-west-1b": B } };

const networkOf = (changes: object = {}): Network => {
  const { environment, problems } = check({ ...RIGHT, ...changes });
  if (!environment?.network) throw new Error(JSON.stringify(problems));
  return environment.network;
};

test("defaults", () => {
  expect(networkOf({ "network.endpoints": {}, "network.file_system": {} })).toEqual({
    vpc_id: VPC,
    subnet_ids: { "eu-west-1a": A, "eu-west-1b": B },
    client_cidrs: [],
    client_security_group_ids: [],
    endpoints: { preset: "minimal", extra: [], adopt: {}, extra_statements: {} },
    file_system: { protect: true },
  });
});

const PRIVATE = "private ranges, which are those within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7";

describe("refused", () => {
  test.each<[string, object, string]>([
    ["all of IPv4", { client_cidrs: ["0.0.0.0/0"] }, `network.client_cidrs.0: found "0.0.0.0/0"; allowed: ${PRIVATE}`],
    ["all of IPv6", { client_cidrs: ["::/0"] }, `network.client_cidrs.0: found "::/0"; allowed: ${PRIVATE}`],
    [
      "half of the internet",
      { client_cidrs: ["10.0.0.0/8", "128.0.0.0/1"] },
      `network.client_cidrs.1: found "128.0.0.0/1"; allowed: ${PRIVATE}`,
    ],
    [
      "a public range",
      { client_cidrs: ["203.0.113.0/24"] },
      `network.client_cidrs.0: found "203.0.113.0/24"; allowed: ${PRIVATE}`,
    ],
    [
      "a range by an address within",
      { client_cidrs: ["10.1.2.3/16"] },
      'network.client_cidrs.0: found "10.1.2.3/16"; allowed: 10.1.0.0/16, the same range by its first address',
    ],
    [
      "no range",
      { client_cidrs: ["office"] },
      'network.client_cidrs.0: found "office"; allowed: an address range, such as 10.0.0.0/16',
    ],
    ["a range twice", { client_cidrs: ["10.0.0.0/8", "10.0.0.0/8"] }, "network.client_cidrs.1: found"],
    [
      "a subnet given for two zones",
      { subnet_ids: { "eu-west-1a": A, "eu-west-1b": A } },
      `network.subnet_ids.eu-west-1b: found "${A}"; allowed: a subnet in eu-west-1b, other than that of eu-west-1a, since a subnet lies in one zone`,
    ],
    [
      "a zone of another region",
      { subnet_ids: { "eu-west-2a": A } },
      'network.subnet_ids.eu-west-2a: found "eu-west-2a"; allowed: zones of eu-west-1, such as eu-west-1a',
    ],
    [
      "no zone",
      { subnet_ids: { first: A } },
      'network.subnet_ids.first: found "first"; allowed: an Availability Zone, such as eu-west-1a',
    ],
    [
      "no subnet",
      { subnet_ids: {} },
      "network.subnet_ids: found no key; allowed: at least one Availability Zone with its subnet",
    ],
    ["a list of subnets", { subnet_ids: [A] }, "network.subnet_ids: found a list of 1; allowed: keys and values"],
    ["an id of another kind", { vpc_id: A }, `network.vpc_id: found "${A}"; allowed: the id of a VPC, such as vpc-`],
    [
      "private DNS with an adopted endpoint",
      { endpoints: { private_dns: true, adopt: { api: "vpce-0123456789abcdef0" } } },
      "network.endpoints.private_dns: found the boolean true; allowed: no private_dns beside adopt, since an adopted endpoint keeps its own",
    ],
    [
      "an adopted endpoint that nothing asks for",
      { endpoints: { adopt: { kms: "vpce-0123456789abcdef0" } } },
      'network.endpoints.adopt.kms: found "kms"; allowed: services that preset or extra ask for: notebook, api, runtime',
    ],
    [
      "an unknown service",
      { endpoints: { extra: ["secretmanager"] } },
      'network.endpoints.extra.0: found "secretmanager"; allowed: notebook, api, ',
    ],
    [
      "an unknown service adopted",
      { endpoints: { adopt: { apis: "vpce-0123456789abcdef0" } } },
      'network.endpoints.adopt: found the unknown key "apis"; allowed: notebook, api, ',
    ],
    [
      "a service that the preset has",
      { endpoints: { preset: "minimal", extra: ["ec2", "api"] } },
      'network.endpoints.extra.1: found "api"; allowed: services that network.endpoints.preset lacks',
    ],
    [
      "a gateway without a route table",
      { endpoints: { preset: "private" } },
      "network.route_table_ids is missing; allowed: the subnets' route tables, which the S3 gateway writes its route to",
    ],
    [
      "a key of another account",
      { file_system: { key_arn: "arn:aws:kms:eu-west-1:210987654321:key/01234567-89ab-cdef-0123-456789abcdef" } },
      "network.file_system.key_arn: found",
    ],
  ])("%s", (_, changes, message) => {
    const found = problems({ ...RIGHT, ...prefixed(changes) });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  test("services that the partition lacks", () => {
    const changes = {
      region: "cn-north-1",
      "federation.saml.provider_arns": ["arn:aws-cn:iam::123456789012:saml-provider/i"],
      "network.vpc_id": VPC,
      "network.subnet_ids": { "cn-north-1a": A },
      "network.endpoints.extra": ["states", "codecommit", "runtime-fips"],
    };
    expect(problems(changes)).toEqual([
      'network.endpoints.extra.1: found "codecommit"; allowed: services with a VPC endpoint in aws-cn, which cn-north-1 belongs to',
      'network.endpoints.extra.2: found "runtime-fips"; allowed: services with a VPC endpoint in aws-cn, which cn-north-1 belongs to',
    ]);
  });

  test("each at its place", () => {
    const { problems } = check({ ...RIGHT, "network.client_cidrs": ["10.0.0.0/8", "0.0.0.0/0"] });
    expect(problems.map(({ position }) => position)).toEqual([{ line: 20, column: 7, endColumn: 18 }]);
  });
});

function prefixed(changes: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(changes).map(([key, value]) => [`network.${key}`, value as unknown]));
}

test.each([
  ["without endpoints", {}, []],
  ["minimal", { "network.endpoints": {} }, ["notebook", "api", "runtime"]],
  [
    "minimal with extra, one adopted",
    { "network.endpoints": { extra: ["kms", "ec2"], adopt: { ec2: "vpce-0123456789abcdef0" } } },
    ["notebook", "api", "runtime", "kms"],
  ],
  [
    "private with an adopted gateway, which needs no route table",
    { "network.endpoints": { preset: "private", adopt: { s3: "vpce-0123456789abcdef0" } } },
    ["notebook", "api", "runtime", "sts", "logs", "monitoring", "ecr.api", "ecr.dkr", "kms", "secretsmanager"],
  ],
])("endpoints are made for: %s", (_, changes, services) => {
  expect(madeEndpoints(networkOf(changes))).toEqual(services);
});

test.each([
  [{}, undefined],
  [{ "network.endpoints": {} }, "3 interface endpoints in 2 zones: about USD 44 a month"],
  [
    { "network.endpoints.preset": "private", "network.route_table_ids": ROUTES },
    "10 interface endpoints in 2 zones: about USD 146 a month",
  ],
  [
    {
      "network.endpoints.adopt": { api: "vpce-0123456789abcdef0", notebook: "vpce-0123456789abcdef1" },
      "network.subnet_ids": { "eu-west-1a": A },
    },
    "1 interface endpoint in 1 zone: about USD 7 a month",
  ],
])("the cost of %j", (changes, text) => {
  const cost = networkCost(networkOf(changes));
  expect(cost?.split(" (")[0]).toBe(text);
  if (cost) expect(cost).toMatch(/\(an estimate: USD 0\.01 an hour for each endpoint and zone, 730 hours; .*\)$/);
});

test("the cost grows with endpoints and zones", () => {
  expect(monthlyCost(10, 3)).toBeCloseTo(219);
});

test.each([
  ["private", false, 1],
  ["private", true, 0],
  ["minimal", false, 0],
] as const)("%s with private DNS %s: %d warning", (preset, dns, count) => {
  const { warnings } = check({
    ...RIGHT,
    "network.route_table_ids": ROUTES,
    "network.endpoints": { preset, private_dns: dns },
  });
  expect(warnings.map(({ message }) => message)).toHaveLength(count);
  if (count)
    expect(warnings[0]?.message).toMatch(/^network\.endpoints\.private_dns: images are pulled by the usual name/);
});

describe("service names", () => {
  test.each([
    ["notebook", "eu-west-1", "aws", "aws.sagemaker.eu-west-1.notebook"],
    ["api", "eu-west-1", "aws", "com.amazonaws.eu-west-1.sagemaker.api"],
    ["runtime-fips", "us-gov-west-1", "aws-us-gov", "com.amazonaws.us-gov-west-1.sagemaker.runtime-fips"],
    ["featurestore-runtime", "cn-north-1", "aws-cn", "cn.com.amazonaws.cn-north-1.sagemaker.featurestore-runtime"],
    ["ecr.dkr", "cn-northwest-1", "aws-cn", "cn.com.amazonaws.cn-northwest-1.ecr.dkr"],
    ["notebook", "cn-north-1", "aws-cn", "aws.sagemaker.cn-north-1.notebook"],
    ["s3", "cn-north-1", "aws-cn", "com.amazonaws.cn-north-1.s3"],
    ["kms", "cn-north-1", "aws-cn", "com.amazonaws.cn-north-1.kms"],
    ["git-codecommit", "us-east-1", "aws", "com.amazonaws.us-east-1.git-codecommit"],
  ] as const)("%s in %s", (service, region, partition, name) => {
    expect(serviceName(service, region, partition)).toBe(name);
  });

  test("two services never have one name", () => {
    const names = ENDPOINT_SERVICES.map((service) => serviceName(service, "eu-west-1", "aws"));
    expect(new Set(names).size).toBe(ENDPOINT_SERVICES.length);
  });

  test.each(["aws", "aws-us-gov"] as const)("%s has them all", (partition) => {
    expect(ENDPOINT_SERVICES.filter((service) => !hasEndpoint(service, partition))).toEqual([]);
  });

  test("China lacks some", () => {
    expect(ENDPOINT_SERVICES.filter((service) => !hasEndpoint(service, "aws-cn"))).toEqual([
      "api-fips",
      "runtime-fips",
      "metrics",
      "codecommit",
      "git-codecommit",
    ]);
  });
});
