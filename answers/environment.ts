import type { NamedEnvironment } from "../config/load";
import type { EndpointService } from "../config/endpoints";
import { documentsOf, type EnvironmentDocuments } from "../contract/documents";
import type { ContractDocument } from "../contract/render/documents";
import { taskPlaceOf } from "../contract/task-requests";
import { choicesOf } from "../contract/render/from-environment";
import { compile, type CompiledPolicies } from "../policy/decide";
import type { Policy, Request } from "../policy/document";
import { fullAccess } from "../policy/managed";
import { parsePolicy } from "../policy/parse";
import { splitArn } from "../policy/pattern";
import { compilePrincipals } from "../policy/principals";
import { NoSuchRole, parseNamed, type OtherPolicy, type OtherPolicies, type RoleSource } from "./roles";

/**
 * What the roles of an environment are decided under: its choices, the policies that its optional parts give to the
 * roles, and those of the bucket, the key and the VPC endpoints that the same file makes.
 *
 * @param documents What the contract says for the environment. @default made here
 */
export function environmentRoles(
  { name, file, environment }: NamedEnvironment,
  documents = documentsOf(environment),
): RoleSource {
  const { elevations, cleanUps, workforce } = documents;
  const { admin, execution } = environment.roles;
  return {
    choices: choicesOf(environment),
    settings: documents.settings,
    place: taskPlaceOf(environment),
    environment: {
      name,
      file,
      otherPolicies: otherSidesOf(documents),
      notAtHand: (role) => {
        const carried = { admin, execution, workforce: environment.workforce }[role];
        return [
          ...(carried?.permissions_boundary_arn === undefined ? [] : [carried.permissions_boundary_arn]),
          ...(carried?.extra_policy_arns ?? []),
        ];
      },
      has: { key: documents.key !== undefined },
    },
    furtherPolicies: (role) => {
      if (role === "admin") return parseNamed([...elevations.map(({ policy }) => policy), ...Object.values(cleanUps)]);
      if (role === "execution") return execution.profile === "full-access" ? [fullAccess()] : [];
      if (!workforce)
        throw new NoSuchRole(`${file} asks for no workforce role; \`workforce: { user_pool_id: … }\` does`);
      return parseNamed(Object.values(workforce.policies));
    },
  };
}

/** The policies of an environment's file that meet a request, each compiled once. */
function otherSidesOf({ settings, bucket, key, endpoints }: EnvironmentDocuments): (request: Request) => OtherPolicies {
  const { account, region } = settings.values;
  const side = (words: string, document: ContractDocument): OtherPolicy => ({
    words,
    policies: compile([parsePolicy(document, `policy of ${words}`)]),
  });
  const ofBucket = bucket && side(`the bucket ${bucket.name}`, bucket.document);
  const ofKey = key && side("the environment's key", key);
  const ofEndpoints = new Map(
    Object.entries(endpoints).map(([service, document]) => [service, side(`the VPC endpoint of ${service}`, document)]),
  );
  return (request) => {
    const [, , service, place, owner, name = ""] = splitArn(request.resource);
    const isBucket = service === "s3" && name.split("/")[0] === bucket?.name;
    const isKey = service === "kms" && place === region && owner === account && name.startsWith("key/");
    const resource = isBucket ? ofBucket : isKey ? ofKey : undefined;
    // An endpoint leads to the services of its own region.
    const services = request.context["aws:RequestedRegion"] === region ? endpointServices(request.action) : [];
    const leading = services.find((one) => ofEndpoints.has(one));
    const endpoint = leading === undefined ? undefined : ofEndpoints.get(leading);
    return {
      ...(resource && { resource }),
      ...(endpoint && { endpoint: { ...endpoint, policies: naming(endpoint.policies, request.principal) } }),
    };
  };
}

/** The statements of an endpoint's policy that name a principal: what is left says what passes for it. */
function naming({ statements }: CompiledPolicies, principal: string | undefined): CompiledPolicies {
  const named = statements
    .map(({ statement }) => statement)
    .filter((one) => compilePrincipals(one)(principal) !== "none");
  const policy: Policy = { name: named[0]?.policy ?? "endpoint", version: "2012-10-17", statements: named };
  return compile([policy]);
}

/** SageMaker's end points beside its API. Source: "Actions" of SageMaker's API, runtime, feature store and metrics. */
const SAGEMAKER_ENDPOINTS: readonly (readonly [RegExp, readonly EndpointService[]])[] = [
  [/^invokeendpoint/, ["runtime", "runtime-fips"]],
  [/^(?:put|get|delete|batchget)record$/, ["featurestore-runtime"]],
  [/^batch(?:put|get)metrics$/, ["metrics"]],
];

/** Services whose endpoint is called otherwise than their actions. */
const OTHER_NAMES: Readonly<Record<string, readonly EndpointService[]>> = {
  cloudwatch: ["monitoring"],
  ecr: ["ecr.api"],
};

/** The VPC endpoints that lead to an action, any of which a request may take. */
function endpointServices(action: string): readonly EndpointService[] {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  if (service === "sagemaker")
    return SAGEMAKER_ENDPOINTS.find(([names]) => names.test(name))?.[1] ?? ["api", "api-fips"];
  if (service === "codecommit" && name.startsWith("git")) return ["git-codecommit"];
  return OTHER_NAMES[service] ?? [service as EndpointService];
}
