import { compilePattern } from "../../policy/pattern";
import type { Case } from "../clause";
import { exampleChoices } from "../options";
import { CASE_ACCOUNT } from "./authorization";
import { foreignCases, reachesAnything, requesters } from "./foreign";

/** What the cases say, and what follows for whatever they do not say. */
export interface ClosedWorld {
  /** Those that somebody wrote, and the foreign ones that follow from them. */
  readonly cases: readonly Case[];
  /**
   * What no case allows is denied: whether it follows that the action, in the place of a case's own, is denied.
   *
   * @param action As AWS publishes it: `service:Name`.
   */
  readonly isPromisedDenied: (one: Case, action: string) => boolean;
  /**
   * What no case denies is not denied: whether it follows that the action, in the place of a case's own, is not denied
   * explicitly, so that beside a policy which allows everything it is allowed.
   */
  readonly isDeniedNowhere: (one: Case, action: string) => boolean;
}

/** Services of which the page gives every action, so that no case names them one by one (S0). */
const WHOLE = compilePattern("sagemaker*");

/** What S0 leaves out: there the cases say what is allowed. */
const LEFT_OUT = /:(?:app|domain|flow-definition|partner-app|reserved-capacity|space|training-plan|user-profile)\//;

const leftOut = (resource: string): string => LEFT_OUT.exec(resource)?.[0] ?? "";

/** What S0 leaves out and nothing denies. */
const NOT_GIVEN = /:(?:partner-app|reserved-capacity|training-plan)\//;

/** What S0 leaves out, and what X1 denies the tags of. */
const ownType = (resource: string): string =>
  /:(?:app-image-config|studio-lifecycle-config)\//.exec(resource)?.[0] ?? leftOut(resource);

/** What is denied as a whole and not action by action: buckets (N5), VPC endpoints (X3), Cognito (X2). */
const DENIED_AS_A_WHOLE = [
  "cognito-id*",
  "ec2:CreateVpcEndpoint*",
  "ec2:DeleteVpcEndpoint*",
  "ec2:ModifyVpcEndpoint*",
  "s3:*",
].map((pattern) => compilePattern(pattern));

/** What reads: nothing denies it as a whole. */
const READS = /^sagemaker:(?:BatchDescribe|BatchGet|Describe|Get|List|Query|Search)/;

/** What is denied in other accounts (E6). */
const WRITES =
  /^sagemaker:(?:\w*ssociate|Add|BatchPut|BatchWrite|Create|Delete|Import|Invoke|Put|Retry|Send|Start|Stop|Update)/;

/** @param written The cases that somebody wrote. */
export function closedWorld(written: readonly Case[]): ClosedWorld {
  const allowed = byWords(written.filter(({ expect }) => expect === "allow"));
  const denied = byWords(written.filter(({ expect }) => expect === "deny"));
  const allowing = (one: Case, action: string): Case[] =>
    requesters(one.as).flatMap((as) => allowed.get(wordsOf({ ...one, as, action })) ?? []);
  // What jobs are not given, notebooks are; and no endpoint denies.
  const denying = ({ as, principal = "", resource }: Case, action: string): Case[] =>
    (as === "execution" ? [as] : requesters(as)).flatMap(
      (also) => denied.get(wordsOf({ as: also, principal, action, resource })) ?? [],
    );

  return {
    cases: [...written, ...foreignCases(written)],
    isPromisedDenied: (one, action) => {
      const found = allowing(one, action).filter((other) => isWithin(other, one));
      if (one.endpointPolicy) return isNarrow(one) && found.length === 0;
      // An administrator has everything of its own.
      if (one.as === "administrator") return false;
      // SageMaker is given to people and notebooks as a whole.
      if (!WHOLE(action) || one.as === "executionJobs") {
        return !found.some((other) => one.resource !== "*" || other.resource === "*" || reachesAnything(other));
      }
      const type = leftOut(one.resource);
      return type !== "" && !found.some(({ resource }) => leftOut(resource) === type);
    },
    isDeniedNowhere: (one, action) => {
      if (DENIED_AS_A_WHOLE.some((matches) => matches(action)) || one.as.endsWith("Trust")) return false;
      if (!isOwn(one) && WRITES.test(action)) return false;
      if (isInOtherNetwork(one) && WHOLE(action)) return false;
      const given = allowing(one, action);
      const isOfOneType = ({ resource }: Case): boolean =>
        READS.test(action) ||
        NOT_GIVEN.test(resource) ||
        given.some((other) => ownType(other.resource) !== ownType(resource));
      // A case about what S0 leaves out, or X1 denies, is about that alone where the action is given elsewhere.
      const about = denying(one, action).filter(
        (other) =>
          isWithin(other, one) &&
          (["", ownType(one.resource)].includes(ownType(other.resource)) || !isOfOneType(other)),
      );
      // Of two cases the one that says more of the context counts.
      const against = given.filter((other) => isWithin(other, one));
      return about.every((other) => against.some((more) => isWithin(other, more) && !isWithin(more, other)));
    },
  };
}

/** Cases by who asks, for what, and through which endpoint. */
function byWords(cases: readonly Case[]): ReadonlyMap<string, readonly Case[]> {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const words = wordsOf(one);
    groups.set(words, [...(groups.get(words) ?? []), one]);
  }
  return groups;
}

function wordsOf({ as, principal = "", action, endpointPolicy }: Omit<Case, "expect">): string {
  return JSON.stringify([as, principal, action.toLowerCase(), endpointPolicy]);
}

/** Whether a case asks for no option and no context that another one lacks: what it says, it says of that one too. */
function isWithin({ options = [], context = {} }: Case, { options: on = [], context: there = {} }: Case): boolean {
  return (
    options.every((option) => on.includes(option)) &&
    Object.entries(context).every(([key, value]) => JSON.stringify(value) === JSON.stringify(there[key]))
  );
}

/** Whether a request is about something of the account's own. */
function isOwn({ resource, context }: Pick<Case, "resource" | "context">): boolean {
  const owner = context?.["aws:ResourceAccount"] ?? resource.split(":")[4] ?? "";
  return owner === "" || owner === CASE_ACCOUNT;
}

/** Whether a request names another network than the one that E5 holds everything of SageMaker to. */
function isInOtherNetwork({ options = [], context = {} }: Case): boolean {
  if (!options.includes("networkOnly")) return false;
  const { networkOnly } = exampleChoices("networkOnly", true);
  const known: readonly unknown[] = [...(networkOnly?.subnetIds ?? []), ...(networkOnly?.securityGroupIds ?? [])];
  const named = ["sagemaker:VpcSubnets", "sagemaker:VpcSecurityGroupIds"].flatMap((key) => context[key] ?? []);
  return named.some((id) => !known.includes(id));
}

/** Whether a VPC endpoint lets only through what the cases name: the notebook's; that of S3 to what is another's. */
function isNarrow(one: Case): boolean {
  return one.endpointPolicy === "notebookEndpoint" || (one.endpointPolicy === "s3Endpoint" && !isOwn(one));
}
