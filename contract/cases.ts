import { compile, type Authorization } from "../policy/decide";
import type { Policy, Request } from "../policy/document";
import { parsePolicy } from "../policy/parse";
import type { Asker, Case, Option } from "./clause";
import { adminPolicies, executionPolicies, policyDocuments, type PolicyDocuments } from "./render";
import { settings, type Choices, type Settings } from "./settings";

/** Where the requests of all cases take place. */
export const CASE_ACCOUNT = "111122223333";
const CASE_REGION = "eu-west-1";

/** The choices that the cases and the documentation start from: every default, and federation by SAML. */
export const CASE_CHOICES: Choices = {
  account: CASE_ACCOUNT,
  region: CASE_REGION,
  partition: "aws",
  saml: { providerArns: [`arn:aws:iam::${CASE_ACCOUNT}:saml-provider/customer-saml`] },
};

/** What a case chooses where it turns an option on. */
const OPTION_CHOICES: Readonly<Partial<Record<Option, Partial<Choices>>>> = {
  oidc: {
    oidc: {
      providerArn: `arn:aws:iam::${CASE_ACCOUNT}:oidc-provider/idp.example.com/ml`,
      audiences: ["sagemaker"],
      subjects: ["team:data-science"],
    },
  },
  identityCenter: { identityCenter: { permissionSets: ["DataScience"] } },
  principals: { principals: { arns: [`arn:aws:iam::${CASE_ACCOUNT}:role/broker`] } },
  robomaker: { robomaker: true },
  readsInAccountOnly: { readsInAccountOnly: true },
  notebookVpcs: { notebookVpcIds: ["vpc-0123456789abcdef0"] },
  lifecycleConfigs: {
    lifecycleConfigArns: [
      `arn:aws:sagemaker:${CASE_REGION}:${CASE_ACCOUNT}:notebook-instance-lifecycle-config/approved`,
    ],
  },
  glue: { execution: { glue: true } },
  sagemakerSourceAccount: { execution: { sourceAccount: true } },
};

/** What a case chooses where it turns an option off. */
const WITHOUT_OPTION: Readonly<Partial<Record<Option, Partial<Choices>>>> = {
  integrations: { integrations: false },
  vpc: { execution: { vpc: false } },
};

/** The settings under which a case is decided. */
export function caseSettings({ as, options = [] }: Pick<Case, "as" | "options">): Settings {
  const chosen = options.map((option) => {
    const off = option.startsWith("-");
    const choices = (off ? WITHOUT_OPTION : OPTION_CHOICES)[(off ? option.slice(1) : option) as Option];
    if (!choices) throw new Error(`no case can turn the option ${option}`);
    return choices;
  });
  const all = Object.assign({}, CASE_CHOICES, ...chosen) as Choices;
  return settings(as === "executionJobs" ? { ...all, execution: { ...all.execution, profile: "jobs" } } : all);
}

/** The documents that decide what somebody may do: identity policies, or the trust policy of the role to assume. */
export function documentsOf(asker: Asker, chosen: Settings): readonly (keyof PolicyDocuments)[] {
  if (asker === "admin") return adminPolicies(chosen);
  return asker === "execution" || asker === "executionJobs" ? executionPolicies() : [asker];
}

/**
 * The policies that decide a case, in the form that `decide` takes.
 *
 * @param others Policies that the role carries beside ours.
 */
export function caseAuthorization(
  asker: Asker,
  chosen: Settings,
  documents = policyDocuments(chosen),
  others: readonly Policy[] = [],
): Authorization {
  const policies = [...documentsOf(asker, chosen).map((key) => parsePolicy(documents[key], key)), ...others];
  return asker.endsWith("Trust") ? { resource: compile(policies) } : { identity: compile(policies) };
}

/** The request of a case, with the condition keys that AWS sends with every request. */
export function caseRequest({ as, principal, action, resource, context }: Case): Request {
  const { names } = settings(CASE_CHOICES);
  const role = as === "admin" ? names.adminRole : names.executionRole;
  const session = principal ?? `arn:aws:sts::${CASE_ACCOUNT}:assumed-role/${role}/session`;
  const owner = resource.split(":")[4];
  return {
    principal: session,
    action,
    resource,
    context: {
      "aws:CurrentTime": "2026-06-01T12:00:00Z",
      "aws:RequestedRegion": CASE_REGION,
      "aws:SecureTransport": "true",
      ...(principal === undefined && {
        "aws:PrincipalAccount": CASE_ACCOUNT,
        "aws:PrincipalArn": `arn:aws:iam::${CASE_ACCOUNT}:role/${role}`,
      }),
      ...(owner && { "aws:ResourceAccount": owner }),
      ...context,
    },
  };
}
