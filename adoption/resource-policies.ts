import { isDeepStrictEqual } from "node:util";
import { serviceName } from "../config/endpoints";
import { partitionOf } from "../aws/regions";
import { inQuotes } from "../config/raw";
import type { Environment } from "../config/schema";
import { documentsOf } from "../contract/documents";
import { parsePolicyText, PolicyError } from "../policy/parse";
import type { PolicyDocument } from "../policy/document";
import { field, fieldsOf, listOf, textOf, textsOf, type Fields, type Json } from "../review/read/resource";
import { AdoptionError } from "./account";
import type { InputFile } from "./files";

/** What others put into a policy that a stack makes, and where the file lists it. */
export interface TheirStatements {
  readonly path: readonly string[];
  readonly items: readonly Fields[];
}

/**
 * The statements of existing policies that the environment's own policies do not hold: `aws s3api get-bucket-policy`,
 * `aws kms get-key-policy`, `aws ec2 describe-vpc-endpoints`.
 *
 * @throws AdoptionError where a policy cannot be read, or the environment makes no such resource.
 */
export function theirStatements(files: readonly InputFile[], environment: Environment): TheirStatements[] {
  const { bucket, key, endpoints } = documentsOf(environment);
  return files
    .flatMap(({ file, fields }): TheirStatements[] => {
      const text = textOf(field(fields, "Policy"));
      if (text !== undefined) {
        const statements = statementsIn(text, file);
        const isKey = statements.some((one) => textsOf(field(one, "Action")).some((action) => /^kms:/i.test(action)));
        const ours = isKey ? key : bucket?.document;
        if (!ours)
          throw new AdoptionError(`${file}: the policy of a ${isKey ? "key" : "bucket"}, and the file asks for none`);
        return [{ path: ["storage", isKey ? "key" : "bucket", "extra_statements"], items: others(statements, ours) }];
      }
      return listOf(field(fields, "VpcEndpoints"))
        .map(fieldsOf)
        .flatMap((endpoint): TheirStatements[] => {
          const name = textOf(field(endpoint, "ServiceName"));
          const { region } = environment;
          const found = Object.entries(endpoints).find(
            ([service]) => serviceName(service as never, region, partitionOf(region)) === name,
          );
          if (!found) return [];
          const [service, ours] = found;
          const statements = statementsIn(textOf(field(endpoint, "PolicyDocument")) ?? "", file);
          const path = ["network", "endpoints", "extra_statements", service];
          return [{ path, items: others(statements, ours).filter((one) => !isDefault(one)) }];
        });
    })
    .filter(({ items }) => items.length > 0);
}

function statementsIn(text: string, file: string): Fields[] {
  try {
    parsePolicyText(text, file);
  } catch (error) {
    throw error instanceof PolicyError ? new AdoptionError(`${file}: ${inQuotes(error.message)}`) : error;
  }
  return [field(fieldsOf(JSON.parse(text) as Json), "Statement")].flat().map(fieldsOf);
}

/** What is not among ours, whatever it is called there. */
function others(statements: readonly Fields[], { Statement }: PolicyDocument): Fields[] {
  const ours = [Statement].flat().map((one) => plain(one as unknown as Fields));
  return statements.filter((one) => !ours.some((own) => isDeepStrictEqual(own, plain(one))));
}

/** AWS's own policy of an endpoint lets everybody do everything, which would undo ours. */
function isDefault(statement: Fields): boolean {
  return isDeepStrictEqual(plain(statement), plain({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }));
}

/** A statement without its name, with lists sorted, and one value as a list. */
function plain(value: Json): Json {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return [...(value as string[])].sort();
  const entries = Object.entries(fieldsOf(value)).filter(([key]) => key !== "Sid");
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, plain(key === "Principal" && inner === "*" ? { AWS: "*" } : inner)]),
  );
}
