import { schemaOf, type Block } from "../../offline/schema";
import { parseBinding, readBinding } from "../../offline/schema-source";

/** `path: type flags`, flags as in Terraform's documentation: required, optional, computed, sensitive. */
function attributes({ attributes: own, blocks }: Block, path = ""): string[] {
  return [
    ...own.map(({ name, type, required, optional, computed, sensitive }) => {
      const flags = [required && "R", optional && "O", computed && "C", sensitive && "S"].filter(Boolean).join("");
      return `${path}${name}: ${typeof type === "string" ? type : JSON.stringify(type)} ${flags}`;
    }),
    ...blocks.flatMap((block) => attributes(block.block, `${path}${block.name}.`)),
  ];
}

function blocks({ blocks: own }: Block, path = ""): string[] {
  return own.flatMap(({ name, nesting, minItems, maxItems, block }) => [
    `${path}${name}: ${nesting} ${minItems}..${maxItems === 0 ? "*" : maxItems}`,
    ...blocks(block, `${path}${name}.`),
  ]);
}

const RULES =
  '["set",["object",{"cidr_blocks":["list","string"],"description":"string","from_port":"number",' +
  '"ipv6_cidr_blocks":["list","string"],"prefix_list_ids":["list","string"],"protocol":"string",' +
  '"security_groups":["set","string"],"self":"bool","to_port":"number"}]]';

describe("attributes", () => {
  test.each([
    ["iam-role", "assume_role_policy: string R"],
    ["iam-role", "name: string OC"],
    ["iam-role", "max_session_duration: number O"],
    ["iam-role", "force_detach_policies: bool O"],
    ["iam-role", 'managed_policy_arns: ["set","string"] OC'],
    ["iam-role", 'tags_all: ["map","string"] OC'],
    ["iam-role", "arn: string C"],
    ["iam-role", "inline_policy.policy: string O"],
    ["security-group", `ingress: ${RULES} OC`],
    ["vpc-endpoint", 'cidr_blocks: ["list","string"] C'],
    ["vpc-endpoint", 'network_interface_ids: ["set","string"] C'],
    ["vpc-endpoint", 'dns_entry: ["list",["object",{"dns_name":"string","hosted_zone_id":"string"}]] C'],
    ["vpc-endpoint", "dns_options.dns_record_ip_type: string OC"],
    ["efs-access-point", 'posix_user.secondary_gids: ["set","number"] O'],
    ["vpc-security-group-ingress-rule", "id: string C"],
    ["data-aws-vpc", 'filter.values: ["set","string"] R'],
    ["data-aws-iam-policy-document", 'statement.condition.values: ["list","string"] R'],
    ["provider", 'allowed_account_ids: ["set","string"] O'],
    ["provider", "assume_role.role_arn: string O"],
    ["provider", 'default_tags.tags: ["map","string"] O'],
  ])("%s has %s", (binding, attribute) => {
    expect(attributes(schemaOf(binding).block)).toContain(attribute);
  });

  test("sensitive ones are named, since the bindings do not tell", () => {
    expect(attributes(schemaOf("sagemaker-workforce", ["client_secret"]).block)).toContain(
      "oidc_config.client_secret: string RS",
    );
  });
});

describe("nested blocks", () => {
  test.each([
    ["s3-bucket-versioning", ["versioning_configuration: list 1..1"]],
    ["iam-role", ["inline_policy: set 0..*"]],
    ["iam-policy", []],
    [
      "s3-bucket-server-side-encryption-configuration",
      ["rule: set 1..*", "rule.apply_server_side_encryption_by_default: list 0..1"],
    ],
    ["vpc-endpoint", ["dns_options: list 0..1", "subnet_configuration: set 0..*", "timeouts: single 0..*"]],
    ["sagemaker-workforce", ["cognito_config: list 0..1", "oidc_config: list 0..1"]],
  ])("of %s are %j", (binding, expected) => {
    expect(blocks(schemaOf(binding).block)).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(blocks(schemaOf(binding).block)).toEqual([]);
  });
});

describe("bindings", () => {
  test("tell the resource type and the provider's version", () => {
    expect(readBinding("iam-role")).toMatchObject({
      type: "aws_iam_role",
      providerVersion: expect.any(String) as string,
    });
  });

  test.each([
    ["no-such-thing", "", /no construct of a resource/],
    [
      "odd",
      `export class Odd extends cdktf.TerraformResource {\n  public static readonly tfResourceType = "aws_odd";\n` +
        `  providerVersion: '1.2.3'\n  // x - computed: true, optional: false, required: false\n  odd();\n}\n`,
      /attribute "x": no known accessor/,
    ],
  ])("%s is an error, not a guess", (folder, source, message) => {
    expect(() => parseBinding(folder, source)).toThrow(message);
  });
});
