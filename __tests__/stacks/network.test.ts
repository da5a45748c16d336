import { App, Testing } from "cdktf";
import { environmentSchema, type Environment } from "../../config/schema";
import { settingsOf } from "../../contract/render/from-environment";
import { partDocument } from "../../contract/render/documents";
import { buildStacks } from "../../stacks/build";

const network = {
  vpc_id: "vpc-0123456789abcdef0",
  subnet_ids: { "eu-west-1a": "subnet-0123456789abcdef0", "eu-west-1b": "subnet-0123456789abcdef1" },
};
const environment = {
  account: "123456789012",
  region: "eu-west-1",
  base: "existing",
};

type Block = Record<string, unknown>;
interface Synthesised {
  data?: Record<string, Record<string, Block>>;
  resource: Record<string, Record<string, Block>>;
  output: Record<string, { value: unknown }>;
}

function synthesise(changes: object, others: object = {}): { stack: Synthesised; environment: Environment } {
  const parsed = environmentSchema.parse({ ...environment, network: { ...network, ...changes }, ...others });
  const app = new App({ outdir: Testing.app().outdir, stackTraces: false });
  const stack = buildStacks(app, { name: "dev", environment: parsed }).find(({ node }) => node.id === "dev-network");
  if (!stack) throw new Error("no network stack");
  return { stack: JSON.parse(Testing.synth(stack, true)) as Synthesised, environment: parsed };
}

const addresses = ({ resource }: Synthesised): string[] =>
  Object.entries(resource)
    .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
    .sort();

describe("an environment with every part of a network", () => {
  const { stack, environment } = synthesise({
    route_table_ids: ["rtb-0123456789abcdef0"],
    client_cidrs: ["10.0.0.0/16", "fd00::/8"],
    client_security_group_ids: ["sg-0123456789abcdef0"],
    endpoints: { preset: "private", extra: ["git-codecommit"] },
    file_system: {},
  });

  test("its addresses are a promise to people's state", () => {
    expect(addresses(stack)).toEqual([
      "aws_efs_file_system.files",
      "aws_efs_mount_target.eu-west-1a",
      "aws_efs_mount_target.eu-west-1b",
      "aws_security_group.clients",
      "aws_security_group.endpoints",
      "aws_security_group.files",
      "aws_vpc_endpoint.api",
      "aws_vpc_endpoint.ecr_api",
      "aws_vpc_endpoint.ecr_dkr",
      "aws_vpc_endpoint.git_codecommit",
      "aws_vpc_endpoint.kms",
      "aws_vpc_endpoint.logs",
      "aws_vpc_endpoint.monitoring",
      "aws_vpc_endpoint.notebook",
      "aws_vpc_endpoint.runtime",
      "aws_vpc_endpoint.s3",
      "aws_vpc_endpoint.secretsmanager",
      "aws_vpc_endpoint.sts",
      "aws_vpc_security_group_egress_rule.clients_clients",
      "aws_vpc_security_group_egress_rule.clients_endpoints",
      "aws_vpc_security_group_egress_rule.clients_files",
      "aws_vpc_security_group_egress_rule.clients_s3",
      "aws_vpc_security_group_ingress_rule.clients_clients",
      "aws_vpc_security_group_ingress_rule.endpoints_10_0_0_0_16",
      "aws_vpc_security_group_ingress_rule.endpoints_clients",
      "aws_vpc_security_group_ingress_rule.endpoints_fd00___8",
      "aws_vpc_security_group_ingress_rule.endpoints_sg_0123456789abcdef0",
      "aws_vpc_security_group_ingress_rule.files_clients",
    ]);
  });

  const group = (name: string): string => `\${aws_security_group.${name}.id}`;

  test.each([
    ["ingress", "endpoints_clients", { port: 443, group: "endpoints", referenced_security_group_id: group("clients") }],
    ["ingress", "endpoints_10_0_0_0_16", { port: 443, group: "endpoints", cidr_ipv4: "10.0.0.0/16" }],
    ["ingress", "endpoints_fd00___8", { port: 443, group: "endpoints", cidr_ipv6: "fd00::/8" }],
    [
      "ingress",
      "endpoints_sg_0123456789abcdef0",
      { port: 443, group: "endpoints", referenced_security_group_id: "sg-0123456789abcdef0" },
    ],
    ["ingress", "files_clients", { port: 2049, group: "files", referenced_security_group_id: group("clients") }],
    ["ingress", "clients_clients", { group: "clients", referenced_security_group_id: group("clients") }],
    ["egress", "clients_clients", { group: "clients", referenced_security_group_id: group("clients") }],
    ["egress", "clients_endpoints", { port: 443, group: "clients", referenced_security_group_id: group("endpoints") }],
    ["egress", "clients_files", { port: 2049, group: "clients", referenced_security_group_id: group("files") }],
    [
      "egress",
      "clients_s3",
      { port: 443, group: "clients", prefix_list_id: "${data.aws_ec2_managed_prefix_list.s3.id}" },
    ],
  ])("%s %s", (direction, id, { port, group: of, ...peer }: { port?: number; group: string }) => {
    const ports = port === undefined ? { ip_protocol: "-1" } : { ip_protocol: "tcp", from_port: port, to_port: port };
    expect(stack.resource[`aws_vpc_security_group_${direction}_rule`]?.[id]).toEqual({
      security_group_id: group(of),
      ...ports,
      ...peer,
    });
  });

  test("no group has a rule inline", () => {
    for (const resource of Object.values(stack.resource.aws_security_group ?? {})) {
      expect(Object.keys(resource).sort()).toEqual(["description", "name", "vpc_id"]);
    }
  });

  test.each([
    ["notebook", "notebookEndpoint"],
    ["api", "endpoint"],
    ["ecr_dkr", "endpoint"],
    ["git_codecommit", "endpoint"],
    ["s3", "s3Endpoint"],
  ] as const)("the endpoint %s has the policy %s", (id, document) => {
    const { policy } = stack.resource.aws_vpc_endpoint?.[id] ?? {};
    expect(JSON.parse(policy as string)).toEqual(partDocument(document, settingsOf(environment)));
  });

  test("an interface endpoint has an address in each zone", () => {
    expect(stack.resource.aws_vpc_endpoint?.api).toMatchObject({
      service_name: "com.amazonaws.eu-west-1.sagemaker.api",
      vpc_endpoint_type: "Interface",
      subnet_ids: Object.values(network.subnet_ids),
      security_group_ids: [group("endpoints")],
      private_dns_enabled: true,
      tags: { Name: "sagemaker-dev-api" },
    });
  });

  test("the gateway is in the route tables, and has no address", () => {
    const { s3 = {} } = stack.resource.aws_vpc_endpoint ?? {};
    expect(s3).toMatchObject({ vpc_endpoint_type: "Gateway", route_table_ids: ["rtb-0123456789abcdef0"] });
    expect(Object.keys(s3)).not.toEqual(expect.arrayContaining(["subnet_ids", "private_dns_enabled"]));
  });

  test("the file system is encrypted and protected", () => {
    expect(stack.resource.aws_efs_file_system?.files).toEqual({
      encrypted: true,
      lifecycle: { prevent_destroy: true },
      tags: { Name: "sagemaker-dev-files" },
    });
    expect(stack.resource.aws_efs_mount_target?.["eu-west-1b"]).toEqual({
      file_system_id: "${aws_efs_file_system.files.id}",
      subnet_id: "subnet-0123456789abcdef1",
      security_groups: [group("files")],
    });
  });

  test("says what others need", () => {
    expect(Object.keys(stack.output).sort()).toEqual([
      "clients_security_group_id",
      "endpoints_security_group_id",
      "file_system_dns_name",
      "file_system_id",
    ]);
  });
});

test("a network of groups alone", () => {
  const { stack } = synthesise({});
  expect(Object.keys(stack.resource).sort()).toEqual([
    "aws_security_group",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc_security_group_ingress_rule",
  ]);
  expect(addresses(stack)).not.toContain("aws_security_group.files");
});

test("an adopted endpoint is not made, and private DNS can be off", () => {
  const { stack } = synthesise({ endpoints: { adopt: { api: "vpce-0123456789abcdef0" }, private_dns: false } });
  expect(Object.keys(stack.resource.aws_vpc_endpoint ?? {})).toEqual(["notebook", "runtime"]);
  expect(stack.resource.aws_vpc_endpoint?.runtime?.private_dns_enabled).toBe(false);
});

describe("the file system's key", () => {
  const OWN = { storage: { key: { administrator_arns: ["arn:aws:iam::123456789012:role/kms"], services: [] } } };
  const SHARED = { storage: { key: { ...OWN.storage.key, alias: "ml", services: ["elasticfilesystem"] } } };
  const GIVEN = "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef";

  test.each([
    ["EFS's own", {}, {}, undefined],
    ["EFS's own where the storage's key is for objects", {}, OWN, undefined],
    ["the storage's where file systems may use it", {}, SHARED, "${data.aws_kms_alias.storage.target_key_arn}"],
    ["a given one", { key_arn: GIVEN }, SHARED, GIVEN],
  ])("is %s", (_, fileSystem, others, expected) => {
    const { stack } = synthesise({ file_system: { protect: false, ...fileSystem } }, others);
    expect(stack.resource.aws_efs_file_system?.files).toMatchObject({ lifecycle: { prevent_destroy: false } });
    expect(stack.resource.aws_efs_file_system?.files?.kms_key_id).toBe(expected);
    expect(stack.data?.aws_kms_alias?.storage?.name).toBe(expected?.startsWith("$") ? "alias/ml" : undefined);
  });

  test("is there first", () => {
    const parsed = environmentSchema.parse({ ...environment, network: { ...network, file_system: {} }, ...SHARED });
    const [storage, made] = buildStacks(Testing.app(), { name: "dev", environment: parsed });
    expect(made?.dependencies).toEqual([storage]);
  });
});

test.each([
  ["cn-north-1", "aws-cn", "cn.com.amazonaws.cn-north-1.sagemaker.api", "cn.com.amazonaws.cn-north-1.ecr.dkr"],
  ["us-gov-west-1", "aws-us-gov", "com.amazonaws.us-gov-west-1.sagemaker.api", "com.amazonaws.us-gov-west-1.ecr.dkr"],
])("in %s names are of %s", (region, partition, api, ecr) => {
  const { stack } = synthesise(
    {
      subnet_ids: { [`${region}a`]: "subnet-0123456789abcdef0" },
      route_table_ids: ["rtb-0123456789abcdef0"],
      endpoints: { preset: "private" },
    },
    { region },
  );
  const endpoints = stack.resource.aws_vpc_endpoint ?? {};
  expect(endpoints.api?.service_name).toBe(api);
  expect(endpoints.ecr_dkr?.service_name).toBe(ecr);
  expect(endpoints.notebook?.service_name).toBe(`aws.sagemaker.${region}.notebook`);
  expect(endpoints.logs?.service_name).toBe(`com.amazonaws.${region}.logs`);
  expect(stack.data?.aws_ec2_managed_prefix_list?.s3?.name).toBe(`com.amazonaws.${region}.s3`);
  const arns = JSON.stringify(endpoints).match(/arn:[a-z-]+:/g) ?? [];
  expect(new Set(arns)).toEqual(new Set([`arn:${partition}:`]));
});
