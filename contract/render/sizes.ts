import type { NamedEnvironment } from "../../config/load";
import type { Problem } from "../../config/problem";
import { parsePolicy, PolicyError } from "../../policy/parse";
import { checkSize, type PolicyKind, PolicySizeError } from "../../policy/size";
import { documentsOf, type EnvironmentDocuments } from "../documents";
import type { ContractDocument } from "./documents";
import type { NamedDocument } from "./workforce-policies";

/** A document that AWS limits in size. */
interface Sized {
  readonly kind: PolicyKind;
  readonly name: string;
  readonly document: ContractDocument;
  /** Keys of the file, the first that it has says where the document comes from. */
  readonly sections: readonly string[];
}

/**
 * What is wrong with an environment only once its policies are written out: names and lists that make one longer than AWS
 * allows. The documents are those that the stacks are built from, of every part and whoever owns the roles.
 */
export function sizeProblems({ file, environment, sections }: NamedEnvironment): Problem[] {
  return sizedDocuments(documentsOf(environment)).flatMap(({ kind, name, document, sections: keys }): Problem[] => {
    try {
      checkSize(kind, name, document);
      // Statements of others come as the file has them; ours are right.
      if (TAKES_OTHERS.includes(kind)) parsePolicy(document, name);
      return [];
    } catch (error) {
      if (!(error instanceof PolicySizeError || error instanceof PolicyError)) throw error;
      const place = keys.map((key) => sections?.get(key)).find((found) => found !== undefined);
      const code = error instanceof PolicySizeError ? "policy-too-long" : "policy-wrong";
      return [{ file, ...place, code, message: error.message }];
    }
  });
}

/** Policies that hold `extra_statements` beside ours. */
const TAKES_OTHERS: readonly PolicyKind[] = ["bucket", "key", "endpoint"];

function sizedDocuments(documents: EnvironmentDocuments): Sized[] {
  const { roles, bucket, key, endpoints, elevations, cleanUps, workforce } = documents;
  const managed = (policies: readonly (NamedDocument | undefined)[], ...sections: string[]): Sized[] =>
    policies.flatMap((policy) => (policy ? [{ kind: "managed", ...policy, sections }] : []));
  const trust = (role: { readonly name: string; readonly trust: ContractDocument }, ...sections: string[]): Sized => ({
    ...{ kind: "trust", name: `trust policy of ${role.name}`, document: role.trust, sections },
  });
  return [
    ...(roles
      ? [
          ...managed(Object.values(roles.admin.policies), "access", "roles"),
          ...managed(Object.values(roles.execution.policies), "access", "roles"),
          trust(roles.admin, "federation"),
          trust(roles.execution, "roles"),
        ]
      : []),
    ...managed(
      elevations.map(({ policy }) => policy),
      "elevation",
    ),
    ...managed([cleanUps.elevation], "elevation"),
    ...managed([cleanUps.scaling], "scaling"),
    ...(workforce
      ? [
          ...managed(Object.values(workforce.policies), "access", "workforce"),
          trust(workforce, "federation", "workforce"),
        ]
      : []),
    ...(key ? [{ kind: "key" as const, name: "the policy of the key", document: key, sections: ["storage"] }] : []),
    ...(bucket
      ? [{ ...bucket, kind: "bucket" as const, name: `the policy of bucket ${bucket.name}`, sections: ["storage"] }]
      : []),
    ...Object.entries(endpoints).map(([service, document]) => ({
      ...{
        kind: "endpoint" as const,
        name: `the policy of the endpoint of ${service}`,
        document,
        sections: ["network"],
      },
    })),
  ];
}
