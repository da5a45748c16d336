import fc from "fast-check";
import { must } from "../command";
import { lane } from "../engine/lane";
import type { Format } from "../formats";
import { edited } from "../inputs/edits";
import { HOLDERS } from "../inputs/holders";
import { files, type InputFile, write } from "../inputs/files";
import { type Opening, openings } from "../inputs/openings";
import { ACCOUNTS, plans as documents, stillPlans } from "../inputs/plans";
import { change, type Change, holdResourceVerdict, holdVerdict, resourceChange, type ResourceChange } from "../changes";
import { format, holdReview, verdictOf } from "../reviews";

const FORMS = ["inline", "attached", "referred"] as const;

type Input =
  | { readonly format: Format; readonly plans: readonly InputFile[] }
  | { readonly still: InputFile }
  | { readonly change: Change; readonly form: (typeof FORMS)[number] }
  | { readonly resourceChange: ResourceChange }
  | { readonly opening: Opening };

const text = (plan: unknown): string => JSON.stringify(plan, null, 1);

const inputs: fc.Arbitrary<Input> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      format,
      plans: fc.oneof(
        { weight: 3, arbitrary: fc.tuple(files(edited(documents).map(text))) },
        { weight: 1, arbitrary: fc.tuple(files(documents.map(text)), files(documents.map(text))) },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ still: stillPlans.map((plan) => ({ text: text(plan) })) }) },
  { weight: 2, arbitrary: fc.record({ change, form: fc.constantFrom(...FORMS) }) },
  { weight: 2, arbitrary: fc.record({ resourceChange }) },
  { weight: 1, arbitrary: fc.record({ opening: openings }) },
);

/** What `terraform show -json` prints of a plan. */
export const plans = lane<Input>({
  name: "plans",
  share: 15,
  inputs,
  hold: async (input) => {
    if ("change" in input) {
      write("plan.json", { text: text(planOf(input.change, input.form)) });
      holdVerdict(await verdictOf(["plan.json"]), input.change);
      return;
    }
    if ("resourceChange" in input) {
      write("plan.json", { text: text(planOfResource(input.resourceChange)) });
      holdResourceVerdict(await verdictOf(["plan.json"]), input.resourceChange);
      return;
    }
    if ("opening" in input) {
      await holdOpening(input.opening);
      return;
    }
    if ("still" in input) {
      write("plan.json", input.still);
      if (!(await holdReview(["plan.json"], ["plan.json"], "json"))) return;
      const verdict = await verdictOf(["plan.json"]);
      must(verdict === "none", `nothing changes: ${verdict}`);
      return;
    }
    const names = input.plans.map((file, index) => {
      write(`plan-${index}.json`, file);
      return `plan-${index}.json`;
    });
    await holdReview(names, names, input.format);
  },
});

/** What opens is `widened`, and the way back is not nothing. */
async function holdOpening({ type, before, after }: Opening): Promise<void> {
  const verdict = async (was: object | null, is: object | null): Promise<string> => {
    write("plan.json", { text: text(planOfOne(type, was, is)) });
    return verdictOf(["plan.json"]);
  };
  const opened = await verdict(before, after);
  must(opened === "widened", `${type} opens: ${opened}`);
  const shut = await verdict(after, before);
  must(shut !== "none", `${type} opens the other way round: ${shut}`);
}

function planOfOne(type: string, before: object | null, after: object | null): object {
  const action = before && after ? "update" : after ? "create" : "delete";
  const change = { actions: [action], before, after, after_unknown: {} };
  return {
    format_version: "1.2",
    resource_changes: [{ address: `${type}.x`, mode: "managed", type, name: "x", change }],
    configuration: { provider_config: { aws: ACCOUNTS }, root_module: {} },
  };
}

/** A plan that changes the policy of a resource, beside another resource that writes one for it, too. */
function planOfResource({ kind, before, after, other }: ResourceChange): object {
  const { type, values, policy } = HOLDERS[kind];
  const side = (document: object): object => ({ ...values, [policy]: JSON.stringify(document) });
  const resource = (name: string, was: object, is: object): object => ({
    address: `${type}.${name}`,
    ...{ mode: "managed", type, name },
    change: { actions: [was === is ? "no-op" : "update"], before: side(was), after: side(is), after_unknown: {} },
  });
  return {
    format_version: "1.2",
    resource_changes: [resource("x", before, after), ...(other ? [resource("y", other, other)] : [])],
    configuration: { provider_config: { aws: ACCOUNTS }, root_module: {} },
  };
}

const ARN = "arn:aws:iam::111122223333:policy/p";

/** A plan that changes the policy of a role, held in one form or another. */
function planOf({ before, after, boundaries }: Change, form: (typeof FORMS)[number]): object {
  const policy = (document: object): object => ({ name: "p", policy: JSON.stringify(document) });
  const resource = (type: string, was: object | null, is: object | null, unknown: object = {}): object => ({
    address: `${type}.x`,
    mode: "managed",
    type,
    name: "x",
    change: { actions: ["update"], before: was, after: is, after_unknown: unknown },
  });
  const limit = "arn:aws:iam::111122223333:policy/limit";
  const [wasLimit, isLimit] = (boundaries ?? [null, null]).map((one) => one && { arn: limit, ...policy(one) }) as [
    object | null,
    object | null,
  ];
  const role = (within: object | null): object => ({ name: "r", ...(within && { permissions_boundary: limit }) });
  const attachment = { role: "r", policy_arn: ARN };
  return {
    format_version: "1.2",
    resource_changes: [
      resource("aws_iam_role", role(wasLimit), role(isLimit)),
      ...(wasLimit
        ? [{ ...resource("aws_iam_policy", wasLimit, isLimit ?? wasLimit), address: "aws_iam_policy.limit" }]
        : []),
      ...(form === "inline"
        ? [resource("aws_iam_role_policy", { role: "r", ...policy(before) }, { role: "r", ...policy(after) })]
        : []),
      ...(form === "attached"
        ? [
            resource("aws_iam_policy", { arn: ARN, ...policy(before) }, { arn: ARN, ...policy(after) }),
            resource("aws_iam_role_policy_attachment", attachment, attachment),
          ]
        : []),
      // A policy that is made anew has no ARN yet: the attachment is followed by its expression.
      ...(form === "referred"
        ? [
            resource("aws_iam_policy", { arn: ARN, ...policy(before) }, policy(after), { arn: true }),
            resource("aws_iam_role_policy_attachment", attachment, { role: "r" }, { policy_arn: true }),
          ]
        : []),
    ],
    configuration: {
      root_module: {
        resources: [
          { address: "aws_iam_role.x", expressions: { name: { constant_value: "r" }, permissions_boundary: {} } },
          {
            address: "aws_iam_role_policy_attachment.x",
            expressions: { policy_arn: { references: ["aws_iam_policy.x.arn", "aws_iam_policy.x"] } },
          },
        ],
      },
    },
  };
}
