import { compilePattern } from "../../policy/pattern";
import type { Case, Requester } from "../clause";

/** Where the requests of the cases take place, and where those of others do. */
const OURS = "111122223333";
const OTHER_ACCOUNT = "444455556666";
const REGION = "eu-west-1";
const OTHER_REGION = "us-east-1";

/** Whose rights somebody has beside their own. */
const ALSO: Partial<Record<Requester, Requester>> = {
  adminElevated: "admin",
  adminCleanUp: "admin",
  execution: "executionJobs",
};

/** Who asks, and whose rights these have as well. */
export function requesters(as: Requester): Requester[] {
  const also = ALSO[as];
  return [as, ...(also ? requesters(also) : [])];
}

/**
 * One point in which a request may differ from one that a case allows, so that it is about what is another's, comes from
 * somebody else or in another context.
 */
interface Point {
  readonly become: (one: Case) => readonly Case[];
  /** Whether a case that allows the same action shows that the point does not matter to the foreign request. */
  readonly isShown: (shown: Case, foreign: Case, one: Case) => boolean;
}

/** What reaches anything, whatever it is called and whoever owns it: SageMaker as a whole, and what D1 reads or runs. */
const ANYWHERE = [
  "athena:StartQueryExecution",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:GetDashboard",
  "cloudwatch:PutMetricAlarm",
  "ec2:*",
  "ecr:BatchGetImage",
  "elasticfilesystem:DescribeMountTargets",
  "kms:DescribeKey",
  "logs:FilterLogEvents",
  "redshift-data:ExecuteStatement",
  "sagemaker*",
  "servicecatalog:ProvisionProduct",
].map((pattern) => compilePattern(pattern));

/** Whether the action, which a case allows, is allowed on whatever takes it. */
export const reachesAnything = ({ as, action }: Case): boolean =>
  ANYWHERE.some((matches) => matches(action)) && !(as === "executionJobs" && action.startsWith("sagemaker"));

/** What is written in the environment's region only; everything else in every region of the account. */
const HELD_TO_REGION = /^(?:application-autoscaling:(?!Describe)|cloudwatch:(?:Delete|Put)\w*Alarms?$|cognito-idp:)/;

/** The policy of a resource belongs to that one, and a role's trust policy to the role. */
const isAboutOne = ({ as, resourcePolicy, endpointPolicy }: Case): boolean =>
  resourcePolicy !== undefined || endpointPolicy !== undefined || as === "administrator" || as.endsWith("Trust");

/** Another resource, where one of that kind, or `*`, is not allowed by any case. */
function resource(become: (resource: string) => string, isForeign: (resource: string) => boolean): Point {
  return {
    become: (one) => (isAboutOne(one) || reachesAnything(one) ? [] : [{ ...one, resource: become(one.resource) }]),
    isShown: ({ resource: shown }) => shown === "*" || isForeign(shown),
  };
}

/** Values of condition keys that are another's, where the form of the value does not say what that would be. */
const OTHER_VALUES: Readonly<Record<string, string>> = {
  "cloudwatch:AlarmActions": `arn:aws:sns:${REGION}:${OTHER_ACCOUNT}:elsewhere`,
  "kms:ViaService": `dynamodb.${REGION}.amazonaws.com`,
  "sagemaker:DirectInternetAccess": "Enabled",
  "sagemaker:NotebookInstanceLifecycleConfigArns": `arn:aws:sagemaker:${REGION}:${OURS}:notebook-instance-lifecycle-config/other`,
  "sagemaker:RootAccess": "Enabled",
  "sagemaker:WorkteamType": "private-crowd",
};

/** Keys whose values are compared by patterns, so that a longer one may fit too. */
const BY_PATTERN = /^(?:cloudwatch:(?:AlarmActions|namespace)|kms:EncryptionContext:)/;

function otherValues(key: string, value: string): string[] {
  // Who asks is a point of its own.
  if (/^\d{4}-\d\d-\d\dT/.test(value) || key === PRINCIPAL_ARN) return [];
  if (key in OTHER_VALUES) return [OTHER_VALUES[key] ?? ""];
  if (/^\d{12}$/.test(value)) return value === OURS ? [OTHER_ACCOUNT] : [];
  if (value === "true" || value === "false") return [String(value === "false")];
  return [
    value.startsWith("arn:") ? value.replace(/(?<=^(?:[^:]*:){5}).*/, "payroll") : "payroll",
    value.replace(OURS, OTHER_ACCOUNT),
    value.replace(REGION, OTHER_REGION),
    ...(BY_PATTERN.test(key) ? [] : [`${value}x`]),
  ];
}

const PRINCIPAL_ARN = "aws:PrincipalArn";

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify([a].flat()) === JSON.stringify([b].flat());

/** What AWS sends with every request. */
const ALWAYS_SENT = /^aws:(?:CurrentTime|PrincipalArn|SecureTransport)$/;

/** A request without a condition key of the case, where no case allows the action without it. */
const withoutKey: Point = {
  become: ({ context = {}, ...one }) =>
    Object.keys(context)
      .filter((key) => !ALWAYS_SENT.test(key))
      .map((key) => ({ ...one, context: without(context, key) })),
  isShown: ({ context: shown = {} }, { context: foreign = {} }, { context = {} }) =>
    Object.keys(context).every((key) => key in foreign || !(key in shown) || isOfOthers(key, shown[key])),
};

/** What is allowed in other accounts is not held to the own one. */
const isOfOthers = (key: string, value: unknown): boolean => key === "aws:ResourceAccount" && value !== OURS;

/** A request with another value of a condition key, where no case allows the action with that value. */
const otherValue: Point = {
  become: ({ context = {}, ...one }) =>
    Object.entries(context).flatMap(([key, value]) =>
      [value].flat().flatMap((held) =>
        otherValues(key, held).map((other) => ({
          ...one,
          context: {
            ...context,
            [key]: typeof value === "string" ? other : value.map((kept) => (kept === held ? other : kept)),
          },
        })),
      ),
    ),
  isShown: ({ context: shown = {} }, { context: foreign = {} }, { context = {} }) =>
    Object.entries(foreign).every(([key, value]) => sameValue(value, context[key]) || sameValue(value, shown[key])),
};

/** Somebody else, whom the policy of the resource or of the role would have to name. */
const otherPrincipal: Point = {
  become: (one) => {
    const { as, principal = "", context = {}, options = [] } = one;
    if (as !== "withoutRights" && !as.endsWith("Trust")) return [];
    // Whoever makes a file system uses the key through EFS.
    if (options.includes("elasticFileSystem")) return [];
    // A permission set's role has a name that AWS completes.
    const isCompleted = PRINCIPAL_ARN in context;
    const others = principal.startsWith("arn:")
      ? [
          principal.replace(/[^/]*$/, "payroll"),
          principal.replace(OURS, OTHER_ACCOUNT),
          ...(isCompleted ? [] : [`${principal}x`]),
        ]
      : ["ec2.amazonaws.com", principal.replace(REGION, OTHER_REGION)];
    return others.map((other) => ({
      ...one,
      principal: other,
      ...(isCompleted && { context: { ...context, [PRINCIPAL_ARN]: other } }),
    }));
  },
  isShown: ({ principal: shown }, { principal }) => shown === principal,
};

const POINTS: readonly Point[] = [
  resource(
    (arn) => arn.replace(OURS, OTHER_ACCOUNT),
    (arn) => !arn.includes(OURS),
  ),
  // A bucket's name stands where others have their type.
  resource(
    (arn) => arn.replace(/^(arn:[^:]*:(?!s3:)(?:[^:]*:){3})[^/:]*(?=[/:])/, "$1payroll"),
    (arn) => /^(?:[^:]*:){5}payroll/.test(arn),
  ),
  resource(
    (arn) => arn.replace(/(?<=^(?:[^:]*:){5}.*)(?:sagemaker|aws-glue)/gi, "payroll"),
    (arn) => !/^(?:[^:]*:){5}.*(?:sagemaker|aws-glue)/i.test(arn),
  ),
  {
    become: (one) => {
      const { action, resource, context } = one;
      if (isAboutOne(one) || !HELD_TO_REGION.test(action)) return [];
      if (resource === "*" && !action.startsWith("cloudwatch:")) return [];
      const there = { ...context, "aws:RequestedRegion": OTHER_REGION };
      return [{ ...one, resource: resource.replace(REGION, OTHER_REGION), context: there }];
    },
    isShown: () => false,
  },
  withoutKey,
  otherValue,
  otherPrincipal,
];

/**
 * Requests like those that the cases allow, but for one point: in another account or region, of another type, without a
 * keyword in its name, without a condition or with another value, from somebody else. Each is denied, unless a case
 * that somebody wrote shows that the point does not matter.
 *
 * @param cases Those that somebody wrote.
 */
export function foreignCases(cases: readonly Case[]): Case[] {
  const allowed = cases.filter(({ expect }) => expect === "allow");
  const byAction = new Map<string, Case[]>();
  for (const one of allowed) {
    const key = placeOf(one.as, one);
    byAction.set(key, [...(byAction.get(key) ?? []), one]);
  }
  const found = new Map<string, Case>();
  for (const one of allowed) {
    const shown = requesters(one.as).flatMap((as) => byAction.get(placeOf(as, one)) ?? []);
    for (const { become, isShown } of POINTS) {
      for (const foreign of become(one)) {
        if (JSON.stringify(foreign) === JSON.stringify(one)) continue;
        if (shown.some((other) => isShown(other, foreign, one))) continue;
        found.set(JSON.stringify(foreign), { ...foreign, expect: "deny" });
      }
    }
  }
  return [...found.values()];
}

/** What two cases have in common that can show something of one another. */
function placeOf(as: Requester, { action, options = [], resourcePolicy, endpointPolicy }: Case): string {
  return JSON.stringify([as, action.toLowerCase(), [...options].sort(), resourcePolicy, endpointPolicy]);
}

function without(context: NonNullable<Case["context"]>, key: string): NonNullable<Case["context"]> {
  return Object.fromEntries(Object.entries(context).filter(([name]) => name !== key));
}
