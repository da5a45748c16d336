import { z } from "zod";
import { adopt } from "./adopt";
import { keyArn } from "./arn";
import { privateInstead } from "./cidr";
import {
  COST_ASSUMPTION,
  ENDPOINT_PRESETS,
  ENDPOINT_SERVICES,
  type EndpointService,
  hasEndpoint,
  isGateway,
  monthlyCost,
} from "./endpoints";
import {
  valueAt,
  formatPath,
  missingKey,
  type Path,
  type Rule,
  type Rules,
  textAt,
  textsIn,
  type Warn,
  wrongValue,
  wrongKey,
} from "./raw";
import { findPartition } from "../aws/regions";
import { RULES_PER_SECURITY_GROUP } from "../aws/quotas";
import { extraStatements } from "./statement";
import { anyList, list, resourceId, text } from "./values";

const privateRange = z
  .string({ error: "an address range in quotes, such as 10.0.0.0/16" })
  .superRefine((cidr, context) => {
    const message = privateInstead(cidr);
    if (message) context.addIssue({ code: "custom", message });
  });

const ZONE = /^[a-z]{2}(?:-[a-z]+)+-\d{1,2}[a-z]$/;

const PRESETS = Object.keys(ENDPOINT_PRESETS) as (keyof typeof ENDPOINT_PRESETS)[];

const adopted = Object.fromEntries(
  ENDPOINT_SERVICES.map((service) => [
    service,
    resourceId("vpce", "VPC endpoint").exactOptional().describe(`The endpoint of ${service}.`),
  ]),
) as Record<EndpointService, z.ZodExactOptional<z.ZodString>>;

const extraByService = Object.fromEntries(
  ENDPOINT_SERVICES.map((service) => [
    service,
    extraStatements.unwrap().exactOptional().describe(`The endpoint of ${service}.`),
  ]),
) as Record<EndpointService, z.ZodExactOptional<ReturnType<typeof extraStatements.unwrap>>>;

const endpoints = z.strictObject({
  preset: z
    .enum(PRESETS)
    .default("minimal")
    .describe(
      "minimal: notebook, api and runtime, which the page names; private: with those that a VPC without a way to the " +
        "internet needs besides.",
    ),
  extra: z.array(z.enum(ENDPOINT_SERVICES)).default([]).describe("Further services, beside those of the preset."),
  private_dns: z
    .boolean()
    .exactOptional()
    .describe(
      "Whether the services' usual names lead to the endpoints that are made; true unless it says otherwise. The VPC " +
        "needs DNS hostnames and support; false where another endpoint or hosted zone already has the names.",
    ),
  extra_statements: z
    .strictObject(extraByService)
    .default({})
    .describe("Statements of others that stay in an endpoint's policy, beside ours, by its service."),
  adopt: z
    .strictObject(adopted)
    .default({})
    .describe("Services that an endpoint of the VPC leads to already, and its id: none is made for them."),
});

const fileSystem = z.strictObject({
  key_arn: keyArn
    .exactOptional()
    .describe(
      "A KMS key that exists already; without it the file's own key, where storage.key.services has elasticfilesystem, " +
        "else the one that AWS manages for EFS. A change replaces the file system.",
    ),
  protect: z
    .boolean()
    .default(true)
    .describe("Whether Terraform refuses to destroy the file system (prevent_destroy)."),
});

/** `network` of an environment file: security groups, VPC endpoints, file system. */
export const network = z.strictObject({
  vpc_id: resourceId("vpc", "VPC").describe("The VPC of notebooks, jobs and others that call SageMaker."),
  subnet_ids: z
    .record(text(ZONE, "an Availability Zone, such as eu-west-1a"), resourceId("subnet", "subnet"))
    .refine((map) => Object.keys(map).length > 0, { error: "at least one Availability Zone with its subnet" })
    .describe("One subnet by Availability Zone; endpoints and the file system have an address in each."),
  route_table_ids: list(resourceId("rtb", "route table"))
    .exactOptional()
    .describe("The subnets' route tables, which the S3 gateway writes its route to."),
  client_cidrs: anyList(privateRange)
    .default([])
    .describe("Private ranges that may call the endpoints, beside the clients' security group (P3)."),
  client_security_group_ids: anyList(resourceId("sg", "security group"))
    .default([])
    .describe("Security groups that may call the endpoints, beside the clients' own (P3)."),
  endpoints: endpoints.exactOptional().describe("VPC endpoints (P4); without it none is made."),
  file_system: fileSystem
    .exactOptional()
    .describe("An encrypted EFS file system with a mount target in each zone (P2); without it none is made."),
  adopt: adopt.exactOptional(),
});

export type Network = z.output<typeof network>;

/** The services that endpoints are made for, in the order of ENDPOINT_SERVICES. */
export function madeEndpoints({ endpoints }: Pick<Network, "endpoints">): EndpointService[] {
  if (!endpoints) return [];
  const { preset, extra, adopt } = endpoints;
  const requested: readonly EndpointService[] = [...ENDPOINT_PRESETS[preset], ...extra];
  return ENDPOINT_SERVICES.filter((service) => requested.includes(service) && adopt[service] === undefined);
}

/** What the network costs a month whatever its traffic, as a sentence; undefined where that is nothing. */
export function networkCost(network: Network): string | undefined {
  const count = madeEndpoints(network).filter((service) => !isGateway(service)).length;
  const zones = Object.keys(network.subnet_ids).length;
  if (count === 0) return undefined;
  const dollars = Math.round(monthlyCost(count, zones));
  const what = `${count} interface endpoint${count === 1 ? "" : "s"} in ${zones} zone${zones === 1 ? "" : "s"}`;
  return `${what}: about USD ${dollars} a month (${COST_ASSUMPTION})`;
}

/** What of a network is allowed and is still likely a mistake. */
export function networkWarnings({ endpoints, client_cidrs, client_security_group_ids }: Network, warn: Warn): void {
  // One more lets the clients' own group in.
  const rules = 1 + client_cidrs.length + client_security_group_ids.length;
  if (rules > RULES_PER_SECURITY_GROUP) {
    const message = `the endpoints' security group would have ${rules} rules; AWS allows ${RULES_PER_SECURITY_GROUP} unless the quota is raised`;
    warn(
      "too-many-rules",
      ["network", client_cidrs.length > 0 ? "client_cidrs" : "client_security_group_ids"],
      message,
    );
  }
  if (endpoints?.private_dns !== false || !madeEndpoints({ endpoints }).includes("ecr.dkr")) return;
  const message =
    "images are pulled by the usual name of ecr.dkr only; a hosted zone of yours must lead it to the endpoint";
  warn("private-dns", ["network", "endpoints", "private_dns"], message);
}

const SUBNETS = ["network", "subnet_ids"];

const zonesOfRegion: Rule = function* (raw) {
  const region = textAt(raw, ["region"]);
  if (!findPartition(region)) return;
  for (const zone of keysAt(raw, SUBNETS)) {
    if (ZONE.test(zone) && zone.slice(0, -1) !== region) {
      yield wrongKey([...SUBNETS, zone], `zones of ${region}, such as ${region}a`);
    }
  }
};

/** Endpoints and file systems have at most one address in a zone, and a subnet lies in one zone. */
const subnetsAreDistinct: Rule = function* (raw) {
  const seen = new Map<unknown, string>();
  for (const zone of keysAt(raw, SUBNETS)) {
    const path = [...SUBNETS, zone];
    const subnet = valueAt(raw, path);
    const first = seen.get(subnet);
    if (first === undefined) seen.set(subnet, zone);
    else
      yield wrongValue(raw, path, `a subnet in ${zone}, other than that of ${first}, since a subnet lies in one zone`);
  }
};

const ENDPOINTS = ["network", "endpoints"];

/** The services that a file asks for, each with the path of the key that does, however much of the rest is wrong. */
function* requestedServices(
  raw: unknown,
): Generator<{ readonly service: EndpointService; readonly path: (string | number)[] }> {
  if (valueAt(raw, ENDPOINTS) === undefined) return;
  const path = [...ENDPOINTS, "preset"];
  const preset = PRESETS.find((name) => name === (valueAt(raw, path) ?? "minimal"));
  for (const service of preset ? ENDPOINT_PRESETS[preset] : []) yield { service, path };
  for (const { value, path } of textsIn(raw, [...ENDPOINTS, "extra"])) {
    const service = ENDPOINT_SERVICES.find((name) => name === value);
    if (service) yield { service, path: [...path] };
  }
}

/** The endpoints that are made and answer by a name or a route that a VPC has once. */
export function endpointsWithNames(raw: unknown): { service: EndpointService; path: Path; gateway: boolean }[] {
  const adopted = keysAt(raw, [...ENDPOINTS, "adopt"]);
  const named = valueAt(raw, [...ENDPOINTS, "private_dns"]) !== false;
  return [...requestedServices(raw)]
    .map(({ service, path }) => ({ service, path, gateway: isGateway(service) }))
    .filter(({ service, gateway }) => !adopted.includes(service) && (gateway || named));
}

const servicesExist: Rule = function* (raw) {
  const region = textAt(raw, ["region"]);
  const partition = findPartition(region);
  if (!partition) return;
  for (const { service, path } of requestedServices(raw)) {
    if (!hasEndpoint(service, partition)) {
      yield wrongValue(raw, path, `services with a VPC endpoint in ${partition}, which ${region} belongs to`);
    }
  }
};

const servicesOnce: Rule = function* (raw) {
  const seen = new Set<EndpointService>();
  for (const { service, path } of requestedServices(raw)) {
    if (seen.has(service)) yield wrongValue(raw, path, `services that ${formatPath([...ENDPOINTS, "preset"])} lacks`);
    seen.add(service);
  }
};

/** An adopted endpoint that nothing asks for is a slip of the pen. */
const adoptedIsRequested: Rule = function* (raw) {
  const services: string[] = [...requestedServices(raw)].map(({ service }) => service);
  for (const service of keysAt(raw, [...ENDPOINTS, "adopt"])) {
    if (services.includes(service) || !ENDPOINT_SERVICES.some((name) => name === service)) continue;
    yield wrongKey([...ENDPOINTS, "adopt", service], `services that preset or extra ask for: ${services.join(", ")}`);
  }
};

const adoptedKeepsItsDns: Rule = function* (raw) {
  const path = [...ENDPOINTS, "private_dns"];
  if (valueAt(raw, path) !== true || keysAt(raw, [...ENDPOINTS, "adopt"]).length === 0) return;
  yield wrongValue(
    raw,
    path,
    "no private_dns beside adopt, since an adopted endpoint keeps its own; those that are made have it unless this is false",
  );
};

const gatewayHasRoutes: Rule = function* (raw) {
  const adopted = valueAt(raw, [...ENDPOINTS, "adopt", "s3"]);
  if (valueAt(raw, ["network", "route_table_ids"]) !== undefined || adopted !== undefined) return;
  if ([...requestedServices(raw)].some(({ service }) => isGateway(service))) {
    yield missingKey(
      ["network", "route_table_ids"],
      "the subnets' route tables, which the S3 gateway writes its route to",
    );
  }
};

function keysAt(raw: unknown, path: readonly string[]): string[] {
  const map = valueAt(raw, path);
  return typeof map === "object" && map !== null && !Array.isArray(map) ? Object.keys(map) : [];
}

/** The rules of `network` that span keys. */
export const networkRules: Rules = {
  "zone-region": zonesOfRegion,
  "subnet-twice": subnetsAreDistinct,
  "endpoint-partition": servicesExist,
  "endpoint-twice": servicesOnce,
  "endpoint-not-asked": adoptedIsRequested,
  "private-dns": adoptedKeepsItsDns,
  "gateway-routes": gatewayHasRoutes,
};
