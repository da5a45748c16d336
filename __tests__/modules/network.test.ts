import { TerraformStack, Testing } from "cdktf";
import { CASE_CHOICES } from "../../contract/cases/authorization";
import { endpointPolicies } from "../../contract/documents";
import { settings } from "../../contract/settings";
import { FileSystem } from "../../modules/file-system";
import { SecurityGroups } from "../../modules/security-group";
import { VpcEndpoints } from "../../modules/vpc-endpoints";

const stack = (): TerraformStack => new TerraformStack(Testing.app(), "stack");

test.each(["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "8000::/1", "203.0.113.0/24", "10.0.0.0/7"])(
  "no group lets %s in",
  (cidr) => {
    const make = (): SecurityGroups =>
      new SecurityGroups(stack(), "groups", { vpcId: "vpc-1", namePrefix: "x", clientCidrs: ["10.0.0.0/8", cidr] });
    expect(make).toThrow(`client range ${cidr}: allowed are private ranges`);
  },
);

const chosen = settings(CASE_CHOICES);
const ENDPOINTS = {
  region: "eu-west-1",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
  namePrefix: "x",
} as const;

test("no endpoint is made of a service that the partition lacks", () => {
  const make = (): VpcEndpoints =>
    new VpcEndpoints(stack(), "endpoints", {
      ...ENDPOINTS,
      region: "cn-north-1",
      policies: endpointPolicies(chosen, ["api", "codecommit"]),
    });
  expect(make).toThrow("aws-cn has no VPC endpoint of codecommit");
});

test("no gateway is made without a route table", () => {
  const make = (): VpcEndpoints =>
    new VpcEndpoints(stack(), "endpoints", { ...ENDPOINTS, policies: endpointPolicies(chosen, ["s3"]) });
  expect(make).toThrow("the gateway to s3 needs a route table");
});

test("no file system has two addresses in one zone", () => {
  const make = (): FileSystem =>
    new FileSystem(stack(), "files", {
      name: "x",
      subnetIds: { "eu-west-1a": "subnet-1", "eu-west-1b": "subnet-2", "eu-west-1c": "subnet-1" },
      securityGroupIds: ["sg-1"],
    });
  expect(make).toThrow("subnet subnet-1 is given for eu-west-1a and eu-west-1c; it lies in one zone");
});
