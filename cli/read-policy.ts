import { reasonOf } from "../files/reason";
import { statSync } from "node:fs";
import type { Policy } from "../policy/document";
import { managedPolicy, MANAGED_POLICIES_SOURCE } from "../policy/managed";
import { MAX_POLICY_TEXT, parsePolicyText, PolicyError } from "../policy/parse";
import { readText, ReviewInputError } from "../review/read/file";
import { InputError } from "./output";

const AWS_MANAGED = /^arn:[a-z-]+:iam::aws:policy\//;
const OF_ACCOUNT = /^arn:[a-z-]+:iam::\d{12}:policy\//;

/**
 * Reads a policy from a file, whatever its encoding, or takes the text of an AWS-managed policy where its ARN is given.
 *
 * @param unwrap Takes the policy's text out of the file's. @default the file is the policy
 * @throws InputError where the file is too big, cannot be read, or is no policy.
 */
export function readPolicy(file: string, unwrap: (text: string) => string = (text) => text): Policy {
  if (AWS_MANAGED.test(file)) return awsPolicy(file);
  if (OF_ACCOUNT.test(file)) {
    throw new InputError(
      `${file}: the text of an account's own policy is in the account only; save it with \`aws iam get-policy-version --policy-arn ${file} --version-id VERSION --query PolicyVersion.Document > policy.json\` (\`aws iam get-policy\` says the version) and give policy.json`,
    );
  }
  try {
    if (statSync(file).size > MAX_POLICY_TEXT) {
      throw new InputError(`${file}: a policy of at most ${MAX_POLICY_TEXT} bytes is read`);
    }
    return parsePolicyText(unwrap(readText(file)), file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (error instanceof PolicyError || error instanceof ReviewInputError) throw new InputError(error.message);
    throw new InputError(`cannot read ${file}: ${reasonOf(error)}`);
  }
}

function awsPolicy(arn: string): Policy {
  const policy = managedPolicy(arn);
  if (policy) return policy;
  throw new InputError(
    `${arn}: no text of it is at hand; known are the policies of partition aws as of ${MANAGED_POLICIES_SOURCE.date}: save the document to a file and give that`,
  );
}
