import { ACCOUNT_ID } from "./ids";
import { PARTITIONS, type Partition } from "./partitions";
import { findPartition } from "./regions";

/** Where a registry of ECR is. */
export interface Registry {
  readonly partition: Partition;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** What `docker push` and `docker pull` take, read. */
export interface Image {
  readonly repository: string;
  /** Absent where the text names none. */
  readonly registry?: Registry;
}

/** Source: "Amazon ECR endpoints and quotas", AWS General Reference: IPv4, FIPS and dual-stack. */
const REGISTRY =
  /^(\d+)\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]{1,64})\.(amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/;

/**
 * Reads `[REGISTRY/]REPOSITORY[:TAG][@DIGEST]`.
 *
 * Source: "Reference" of the distribution project; "Pushing a Docker image to an Amazon ECR private repository".
 *
 * @returns What is wrong with the text, as a sentence, where it is none of an ECR repository.
 */
export function readImage(text: string): Image | { readonly problem: string } {
  const [named = "", ...digests] = text.split("@");
  if (digests.length > 1 || (digests[0] !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digests[0]))) {
    return { problem: "a digest is sha256: and 64 hexadecimal digits" };
  }
  const slash = named.indexOf("/");
  const first = slash < 0 ? named : named.slice(0, slash);
  // As docker does it: a first part with a dot or a port is a host.
  const isHost = slash < 0 ? REGISTRY.test(first) : /[.:]/.test(first) || first === "localhost";
  const path = isHost ? named.slice(first.length + 1) : named;
  const colon = path.indexOf(":");
  const repository = colon < 0 ? path : path.slice(0, colon);
  if (colon >= 0 && !/^\w[\w.-]{0,127}$/.test(path.slice(colon + 1))) {
    return { problem: "a tag has at most 128 letters, digits and _ . -, the first no . or -" };
  }
  if (!isHost) return { repository };
  const registry = registryOf(first);
  if (!registry) {
    return { problem: "a registry of ECR is ACCOUNT.dkr.ecr.REGION.amazonaws.com, in China with .cn behind it" };
  }
  if (repository === "") return { problem: "the repository's name is missing behind the registry's" };
  return { repository, registry };
}

function registryOf(host: string): Registry | undefined {
  const [, account = "", region = "", suffix = ""] = REGISTRY.exec(host) ?? [];
  const partition = findPartition(region);
  if (!ACCOUNT_ID.test(account) || !partition) return undefined;
  const inChina = PARTITIONS[partition].dnsSuffix.endsWith(".cn");
  return suffix.endsWith(".cn") === inChina ? { partition, account, region } : undefined;
}
