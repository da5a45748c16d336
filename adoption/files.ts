import { basename } from "node:path";
import { inQuotes } from "../config/raw";
import { isAccountPage } from "../review/read/account-pages";
import { notTooDeep, readText } from "../review/read/file";
import { severalObjects } from "../review/read/several";
import { field, fieldsOf, textOf, type Fields, type Json } from "../review/read/resource";
import { AdoptionError } from "./account";

/** A file, and the object that it holds. */
export interface InputFile {
  readonly file: string;
  readonly fields: Fields;
}

/** What the `--from` files hold, by the call that prints it. */
export interface Inputs {
  /** `aws iam get-account-authorization-details`: all of it, or a page. */
  readonly details: readonly InputFile[];
  /** `aws iam get-role`: the role. */
  readonly roles: readonly InputFile[];
  /** `aws iam get-policy`: the policy. */
  readonly policies: readonly InputFile[];
  /** `aws iam list-policy-tags`. */
  readonly policyTags: readonly InputFile[];
  /** `aws s3api get-bucket-policy`, `aws kms get-key-policy`, `aws ec2 describe-vpc-endpoints`. */
  readonly resourcePolicies: readonly InputFile[];
}

/**
 * Reads the files and sorts them by what they hold.
 *
 * @throws AdoptionError or ReviewInputError where a file cannot be read, or is the output of no call that is known.
 */
export function readInputs(files: readonly string[]): Inputs {
  const inputs = { details: [], roles: [], policies: [], policyTags: [], resourcePolicies: [] } as Record<
    keyof Inputs,
    InputFile[]
  >;
  for (const file of new Set(files)) {
    for (const fields of objectsOf(file)) {
      const kind = kindOf(fields);
      if (kind === undefined) throw new AdoptionError(`${file}: ${UNKNOWN}`);
      const inner = { roles: "Role", policies: "Policy" } as const;
      const held = kind === "roles" || kind === "policies" ? fieldsOf(field(fields, inner[kind])) : fields;
      inputs[kind].push({ file, fields: held });
    }
  }
  return inputs;
}

const CALL = "aws iam get-account-authorization-details";

const UNKNOWN =
  `the output of no call that shows what exists; allowed: of \`${CALL}\`, \`aws iam get-role\`, \`aws iam get-policy\` ` +
  "and `aws iam list-policy-tags` (`ssps import --commands` prints them), and of " +
  "`aws s3api get-bucket-policy`, `aws kms get-key-policy`, `aws ec2 describe-vpc-endpoints`";

/** A file may hold several outputs: pages that `jq -s` or `cat` put together. */
function objectsOf(file: string): readonly Fields[] {
  return notTooDeep([file], () => {
    const text = readText(file);
    const several = severalObjects(text);
    if (several) return several;
    const value = parse(text, file);
    const found = Array.isArray(value) ? "a list of other things than such outputs" : "no object";
    throw new AdoptionError(`${file}: ${found}: ${UNKNOWN}`);
  });
}

function parse(text: string, file: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.slice(0, 120);
    throw new AdoptionError(
      `${file}: not JSON, or cut off (${inQuotes(reason)}); write it anew with \`${CALL} > FILE\``,
    );
  }
}

function kindOf(fields: Fields): keyof Inputs | undefined {
  if (isAccountPage(fields)) return "details";
  if (textOf(field(fieldsOf(field(fields, "Role")), "Arn")) !== undefined) return "roles";
  if (textOf(field(fieldsOf(field(fields, "Policy")), "Arn")) !== undefined) return "policies";
  if (textOf(field(fields, "Policy")) !== undefined || Array.isArray(field(fields, "VpcEndpoints"))) {
    return "resourcePolicies";
  }
  return Array.isArray(field(fields, "Tags")) ? "policyTags" : undefined;
}

/** The name of a file without its ending, which may say what it holds where the file itself does not. */
export function titleOf(file: string): string {
  return basename(file).replace(/\.json$/i, "");
}
