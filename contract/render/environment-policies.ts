import type { PolicyKind } from "../../policy/size";
import type { EnvironmentDocuments } from "../documents";
import type { ContractDocument } from "./documents";
import type { NamedDocument } from "./workforce-policies";

/** What carries a policy: a role, by its kind, or the resource that the policy belongs to. */
export type Carrier = "admin" | "execution" | "workforce" | "bucket" | "key" | "endpoint";

/** A policy of an environment, with whom it concerns. */
export interface EnvironmentPolicy {
  readonly kind: PolicyKind;
  /** What a message calls it. */
  readonly name: string;
  readonly document: ContractDocument;
  /** The denies are carried by two roles; a trust policy by the role that it opens. */
  readonly carriers: readonly Carrier[];
  /** Keys of the file, the first that it has says where the document comes from. */
  readonly sections: readonly string[];
}

/** Every policy and trust policy of an environment, each once, in the order of its parts. */
export function environmentPolicies(documents: EnvironmentDocuments): EnvironmentPolicy[] {
  const { roles, bucket, key, endpoints, elevations, cleanUps, workforce } = documents;
  const managed = (
    policies: readonly (NamedDocument | undefined)[],
    carriers: readonly Carrier[],
    ...sections: string[]
  ): EnvironmentPolicy[] =>
    policies.flatMap((policy) => (policy ? [{ kind: "managed", ...policy, carriers, sections }] : []));
  const trust = (
    role: { readonly name: string; readonly trust: ContractDocument },
    carrier: Carrier,
    ...sections: string[]
  ): EnvironmentPolicy => ({
    ...{ kind: "trust", name: `trust policy of ${role.name}`, document: role.trust, carriers: [carrier], sections },
  });
  const resource = (
    kind: "bucket" | "key" | "endpoint",
    name: string,
    document: ContractDocument,
    section: string,
  ): EnvironmentPolicy => ({ kind, name, document, carriers: [kind], sections: [section] });
  return [
    ...(roles
      ? [
          ...managed(
            [roles.admin.policies.sagemaker, roles.admin.policies.names, roles.admin.policies.integrations],
            ["admin"],
            ...["access", "roles"],
          ),
          ...managed([roles.admin.policies.deny], ["admin", "execution"], "access", "roles"),
          ...managed(Object.values(roles.execution.policies), ["execution"], "access", "roles"),
          trust(roles.admin, "admin", "federation"),
          trust(roles.execution, "execution", "roles"),
        ]
      : []),
    ...managed(
      elevations.map(({ policy }) => policy),
      ["admin"],
      "elevation",
    ),
    ...managed([cleanUps.elevation], ["admin"], "elevation"),
    ...managed([cleanUps.scaling], ["admin"], "scaling"),
    ...(workforce
      ? [
          ...managed(Object.values(workforce.policies), ["workforce"], "access", "workforce"),
          trust(workforce, "workforce", "federation", "workforce"),
        ]
      : []),
    ...(key ? [resource("key", "the policy of the key", key, "storage")] : []),
    ...(bucket ? [resource("bucket", `the policy of bucket ${bucket.name}`, bucket.document, "storage")] : []),
    ...Object.entries(endpoints).map(([service, document]) =>
      resource("endpoint", `the policy of the endpoint of ${service}`, document, "network"),
    ),
  ];
}
