import type { Opening } from "../model";
import { field, fieldAt, fieldsOf, isOpen, textOf, textsOf, type Fields, type Json, type Resource } from "./resource";

type Risk = Opening["risk"];

/** Who gets what from a grant that is no IAM policy. */
interface Grant {
  readonly who: string;
  readonly what: string;
  readonly on: string;
  readonly risk: Risk;
  /** A grant that holds this one, of the same to the same. */
  readonly within?: Pick<Grant, "what" | "on">;
}

/** How the grants of a resource type are read, and the attributes without which nobody can say what they are. */
interface GrantingType {
  readonly needs: readonly string[];
  readonly grants: (values: Fields) => readonly Grant[];
}

/**
 * Resource types that let somebody do something by grants of the service's own, each compared as what it is: whom it
 * names, what it gives, and on what.
 */
const GRANTING: Readonly<Record<string, GrantingType>> = {
  aws_eks_access_entry: {
    needs: ["principal_arn", "cluster_name", "kubernetes_groups"],
    grants: (values) => {
      const [who, on] = [textAt(values, "principal_arn"), `the cluster ${textAt(values, "cluster_name")}`];
      const groups = textsOf(field(values, "kubernetes_groups"));
      const name = textAt(values, "user_name");
      return [
        { who, what: name === "" ? "get into" : `get as ${name} into`, on, risk: "write" },
        ...groups.map((group): Grant => ({
          who,
          what: `act as the group ${group} in`,
          on,
          // The group that may do everything, whatever is bound to it. Source: "Default roles", Kubernetes documentation.
          risk: group === "system:masters" ? "escalation" : "write",
        })),
      ];
    },
  },
  aws_eks_access_policy_association: {
    needs: ["principal_arn", "cluster_name", "policy_arn", "access_scope"],
    grants: (values) => {
      const who = textAt(values, "principal_arn");
      const what = `do what ${nameIn(textAt(values, "policy_arn"))} allows in`;
      const on = `the cluster ${textAt(values, "cluster_name")}`;
      const namespaces = textsOf(fieldAt(values, "access_scope.namespaces"));
      const isWhole = textOf(fieldAt(values, "access_scope.type")) !== "namespace";
      if (isWhole) return [{ who, what, on, risk: "escalation" }];
      return namespaces.map((one) => ({
        ...{ who, what, on: `the namespace ${one} of ${on}`, risk: "escalation" },
        within: { what, on },
      }));
    },
  },
  aws_lakeformation_permissions: {
    needs: [
      ...["principal", "permissions", "permissions_with_grant_option", "catalog_resource", "data_location", "database"],
      ...["table", "table_with_columns", "lf_tag", "lf_tag_policy", "data_cells_filter"],
    ],
    grants: lakeFormationGrants,
  },
  aws_ram_principal_association: {
    needs: ["principal", "resource_share_arn"],
    grants: (values) => [
      {
        who: textAt(values, "principal"),
        what: "use the resources of",
        on: `the share ${nameIn(textAt(values, "resource_share_arn"))}`,
        risk: "crossAccount",
      },
    ],
  },
  aws_ram_resource_association: {
    needs: ["resource_arn", "resource_share_arn"],
    grants: (values) => [
      {
        who: `whom the share ${nameIn(textAt(values, "resource_share_arn"))} is for`,
        what: "use",
        on: textAt(values, "resource_arn"),
        risk: "crossAccount",
      },
    ],
  },
  aws_s3control_access_grant: {
    needs: ["permission", "grantee", "access_grants_location_id", "access_grants_location_configuration"],
    grants: (values) => {
      const who = textOf(fieldAt(values, "grantee.grantee_identifier")) ?? "";
      const prefix = textOf(fieldAt(values, "access_grants_location_configuration.s3_sub_prefix")) ?? "";
      const on = `${textAt(values, "access_grants_location_id")}/${prefix}`;
      const permission = textAt(values, "permission");
      const kinds = permission === "READWRITE" ? ["READ", "WRITE"] : [permission];
      return kinds.map((kind) => ({ who, what: `do ${kind} in`, on, risk: kind === "READ" ? "read" : "write" }));
    },
  },
};

/** Resource types that are read here. */
export function isGranting(type: string): boolean {
  return Object.hasOwn(GRANTING, type);
}

/** What a resource's grants open. */
export function grantOpenings(resource: Resource): Opening[] {
  const type = Object.hasOwn(GRANTING, resource.type) ? GRANTING[resource.type] : undefined;
  if (!type) return [];
  const values = knownOf(resource, type.needs);
  const open = type.needs.filter((name) => isUnknown(resource, name));
  // That somebody gets something is certain; who or what it is, and whether it is the same as before, is not.
  const unclear = open.map((name) => resource.expression(name) ?? `${resource.address}.${name}`);
  const suffix = open.length === 0 ? "" : ` (${open.join(", ")} known only after apply)`;
  const found = type.grants(values);
  return (found.length > 0 || open.length === 0 ? found : [UNKNOWN]).map(({ who, what, on, risk, within }) => ({
    key: keyOf({ who, what, on }, unclear),
    text: `lets ${who} ${what} ${on}${suffix}`,
    risk,
    proven: open.length === 0,
    ...(within && { partOf: keyOf({ who, ...within }, unclear) }),
  }));
}

const UNKNOWN: Grant = { who: "somebody", what: "use", on: "something", risk: "crossAccount" };

/** What AWS sets, and nobody writes, stays as it was. */
function knownOf(resource: Resource, needs: readonly string[]): Fields {
  const { values, unknown, counterpart } = resource;
  const left = needs.filter((name) => isOpen(field(unknown, name)) && resource.configured(name) === false);
  const earlier = left.map((name): [string, Json] => [name, counterpart && field(counterpart.values, name)]);
  const open = needs
    .filter((name) => isUnknown(resource, name))
    .map((name): [string, Json] => [name, field(values, name) ?? UNNAMED]);
  return { ...values, ...Object.fromEntries<Json>([...earlier, ...open]) };
}

/** In the place of a name that is known only after apply. */
const UNNAMED = "?";

function isUnknown(resource: Resource, name: string): boolean {
  return isOpen(field(resource.unknown, name)) && resource.configured(name) !== false;
}

function keyOf({ who, what, on }: Pick<Grant, "who" | "what" | "on">, unclear: readonly string[]): string {
  return JSON.stringify([who, what, on, ...unclear]);
}

/** Everything that a grant of Lake Formation may be about. */
const IN_THE_LAKE = [
  ...["catalog_resource", "data_location", "database", "table", "table_with_columns"],
  ...["lf_tag", "lf_tag_policy", "data_cells_filter"],
];

/** The permissions by what they put at stake; others change data. */
const LAKE_RISKS: Readonly<Record<string, Risk>> = {
  ALL: "escalation",
  SUPER: "escalation",
  DELETE: "delete",
  DROP: "delete",
  SELECT: "read",
  DESCRIBE: "read",
};

/** Source: "Lake Formation permissions reference", AWS Lake Formation Developer Guide: ALL is every one of them. */
function lakeFormationGrants(values: Fields): Grant[] {
  const who = textAt(values, "principal");
  const catalog = textAt(values, "catalog_id");
  const what = IN_THE_LAKE.flatMap((name) => wordsOf(name, field(values, name)));
  const on = [...what, ...(catalog === "" ? [] : [`of the catalog ${catalog}`])].join(" ");
  const given = (attribute: string, kind: string): Grant[] =>
    textsOf(field(values, attribute)).map((permission) => ({
      ...{ who, what: `${kind}${permission} on`, on },
      risk: kind === "do " ? (LAKE_RISKS[permission] ?? "write") : "escalation",
      ...(permission !== "ALL" && { within: { what: `${kind}ALL on`, on } }),
    }));
  return [...given("permissions", "do "), ...given("permissions_with_grant_option", "give others ")];
}

/** `database name sales`: what of a block is set. */
function wordsOf(name: string, value: Json): string[] {
  if (value === undefined || value === null || value === "" || value === false) return [];
  if (Array.isArray(value)) return (value as Json[]).flatMap((one) => wordsOf(name, one));
  if (typeof value !== "object") return [`${name} ${JSON.stringify(value)}`];
  const inner = Object.entries(fieldsOf(value)).flatMap(([key, one]) => wordsOf(key, one));
  return inner.length > 0 ? [`${name} ${inner.join(" ")}`] : [];
}

function textAt(values: Fields, name: string): string {
  return textOf(field(values, name)) ?? "";
}

/** `arn:…:cluster-access-policy/AmazonEKSViewPolicy` → `AmazonEKSViewPolicy`. */
function nameIn(arn: string): string {
  return arn.split("/").at(-1) ?? arn;
}
