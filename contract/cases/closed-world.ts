import { compilePattern } from "../../policy/pattern";
import type { Case, Requester } from "../clause";
import { CLAUSES } from "../clauses";

const OURS = "111122223333";

/** Whose rights somebody has beside their own. */
const ALSO: Partial<Record<Requester, Requester>> = {
  adminElevated: "admin",
  adminCleanUp: "admin",
  execution: "executionJobs",
};

/** Services of which the page gives every action, so that no case names them one by one (S0). */
const WHOLE = compilePattern("sagemaker*");

const asking = ({ as, principal = "" }: Pick<Case, "as" | "principal">): string => `${as} ${principal}`;

/** What S0 leaves out: there the cases say what is allowed. */
const LEFT_OUT = /:(?:app|domain|flow-definition|partner-app|reserved-capacity|space|training-plan|user-profile)\//;

const leftOut = (resource: string): string | undefined => LEFT_OUT.exec(resource)?.[0];

/** Who asks → the actions that the cases allow, whatever the options; of what S0 leaves out with its type before. */
const allowed = new Map<string, Set<string>>();
for (const one of CLAUSES.flatMap(({ cases }) => cases)) {
  const actions = allowed.get(asking(one)) ?? new Set();
  allowed.set(asking(one), actions);
  if (one.expect === "allow")
    actions.add(one.action.toLowerCase()).add((leftOut(one.resource) ?? "") + one.action.toLowerCase());
}

/**
 * What no case allows is denied: whether the contract promises that who asks is denied an action on a resource, in
 * whatever context.
 *
 * @param action As AWS publishes it: `service:Name`.
 */
export function isPromisedDenied(who: Pick<Case, "as" | "principal">, action: string, resource: string): boolean {
  // An administrator has everything of its own, and SageMaker is given to people and notebooks as a whole.
  if (who.as === "administrator") return false;
  const isWhole = WHOLE(action) && who.as !== "executionJobs";
  const type = leftOut(resource);
  if (isWhole && type === undefined) return false;
  const also = ALSO[who.as];
  const isAsked = allowed.get(asking(who))?.has((isWhole ? (type ?? "") : "") + action.toLowerCase()) === true;
  return !isAsked && (also === undefined || isPromisedDenied({ as: also }, action, resource));
}

/** Who asks → the actions that the cases deny, whatever the options. */
const denied = new Map<Requester, Set<string>>();
for (const { as, action, expect } of CLAUSES.flatMap(({ cases }) => cases)) {
  const actions = denied.get(as) ?? new Set();
  denied.set(as, actions);
  if (expect === "deny") actions.add(action.toLowerCase());
}

/** Whether a request is about something of the account's own. */
export function isOwn({ resource, context }: Pick<Case, "resource" | "context">): boolean {
  const owner = context?.["aws:ResourceAccount"] ?? resource.split(":")[4] ?? "";
  return owner === "" || owner === OURS;
}

/** What is denied as a whole and not action by action: buckets (N5), VPC endpoints (X3), Cognito (X2). */
const DENIED_AS_A_WHOLE = ["s3:*", "ec2:*VpcEndpoint*", "cognito-id*"].map((pattern) => compilePattern(pattern));

/**
 * What no case denies is not denied: whether the contract promises that beside a policy which allows everything the
 * action is allowed, in the places and contexts of the cases.
 */
export function isDeniedNowhere({ as }: Pick<Case, "as">, action: string): boolean {
  if (DENIED_AS_A_WHOLE.some((matches) => matches(action)) || as.endsWith("Trust")) return false;
  const also = ALSO[as];
  return !denied.get(as)?.has(action.toLowerCase()) && (also === undefined || isDeniedNowhere({ as: also }, action));
}

/** What reaches anything, whatever it is called and whoever owns it: SageMaker as a whole, and what D1 reads or runs. */
const ANYWHERE = [
  "athena:StartQueryExecution",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:GetDashboard",
  "ec2:*",
  "ecr:BatchGetImage",
  "elasticfilesystem:DescribeMountTargets",
  "kms:DescribeKey",
  "logs:FilterLogEvents",
  "redshift-data:ExecuteStatement",
  "sagemaker*",
  "servicecatalog:ProvisionProduct",
].map((pattern) => compilePattern(pattern));

const OTHER_ACCOUNT = "444455556666";

/** What a case's request may be about instead, and whether a resource is such. */
const FOREIGN: readonly {
  readonly become: (resource: string) => string;
  readonly isForeign: (resource: string) => boolean;
}[] = [
  {
    become: (resource) => resource.replace(OURS, OTHER_ACCOUNT),
    isForeign: (resource) => !resource.includes(OURS),
  },
  {
    // A bucket's name stands where others have their type.
    become: (resource) => resource.replace(/^(arn:[^:]*:(?!s3:)(?:[^:]*:){3})[^/:]*(?=[/:])/, "$1payroll"),
    isForeign: (resource) => /^(?:[^:]*:){5}payroll/.test(resource),
  },
  {
    become: (resource) => resource.replace(/(?<=^(?:[^:]*:){5}.*)(?:sagemaker|aws-glue)/gi, "payroll"),
    isForeign: (resource) => !/^(?:[^:]*:){5}.*(?:sagemaker|aws-glue)/i.test(resource),
  },
];

/**
 * Requests like those that the cases allow, for what is another's: in another account, of another type, without a keyword
 * in its name. Each is denied where no case allows the action on something of that kind, or on `*`.
 */
export function foreignCases(): Case[] {
  const cases = CLAUSES.flatMap((clause) => clause.cases).filter(({ expect }) => expect === "allow");
  const reached = new Map<string, Set<string>>();
  for (const { as, action, resource } of cases) {
    const key = `${as} ${action}`;
    reached.set(key, (reached.get(key) ?? new Set()).add(resource));
  }
  const resourcesOf = (as: Requester, action: string): string[] => {
    const also = ALSO[as];
    return [...(reached.get(`${as} ${action}`) ?? []), ...(also ? resourcesOf(also, action) : [])];
  };
  return cases.flatMap((one) => {
    // The policy of a resource belongs to that one.
    if (one.resourcePolicy || one.as === "administrator" || one.as.endsWith("Trust")) return [];
    if (ANYWHERE.some((matches) => matches(one.action)) && !(one.as === "executionJobs" && WHOLE(one.action)))
      return [];
    const known = resourcesOf(one.as, one.action);
    return FOREIGN.flatMap(({ become, isForeign }): Case[] => {
      const resource = become(one.resource);
      if (resource === one.resource || known.some((other) => other === "*" || isForeign(other))) return [];
      return [{ ...one, expect: "deny", resource }];
    });
  });
}
