import fc from "fast-check";
import { lane } from "../engine/lane";
import { write } from "../inputs/files";
import { type Json, mostly } from "../inputs/hostile";
import { resources } from "../inputs/resources";
import { change, type Change, holdReview, holdSame, holdVerdict, sides, type Sides, verdictOf } from "../reviews";

type Input = Sides | { readonly change: Change };

const expressions = mostly(
  fc.constantFrom(
    "${aws_iam_policy.a.arn}",
    "${aws_iam_role.a.name}",
    "${aws_security_group.a.id}",
    "${data.aws_iam_policy.a.arn}",
    "${each.value}",
    "${aws_iam_policy.a.arn}-${aws_iam_role.b.name}",
  ),
);

const stacks: fc.Arbitrary<Json> = fc
  .record({
    all: fc.array(fc.tuple(resources, fc.option(fc.tuple(fc.nat(), expressions), { nil: undefined, freq: 2 })), {
      maxLength: 5,
    }),
    account: fc.boolean(),
  })
  .map(({ all, account }) => {
    const resource: Record<string, Record<string, Json>> = {};
    for (const [{ type, name, values }, expression] of all) {
      const block: Record<string, Json> = { ...values };
      const attributes = Object.keys(values);
      const attribute = attributes[(expression?.[0] ?? 0) % attributes.length];
      if (expression && attribute !== undefined) block[attribute] = expression[1];
      resource[type] = { ...(Object.hasOwn(resource, type) && resource[type]), [name]: block };
    }
    return {
      "//": { metadata: { stackName: "e-base" } },
      provider: { aws: [{ region: "eu-west-1", ...(account && { allowed_account_ids: ["111122223333"] }) }] },
      resource,
    };
  });

const inputs: fc.Arbitrary<Input> = fc.oneof(
  { weight: 4, arbitrary: sides(stacks) },
  { weight: 1, arbitrary: fc.record({ change }) },
);

const [BEFORE, AFTER] = ["before.tf.json", "after.tf.json"];

/** Synthesised stacks, as `cdk.tf.json` holds them. */
export const stacksLane = lane<Input>({
  name: "stacks",
  share: 12,
  inputs,
  hold: async (input) => {
    if ("change" in input) {
      write(BEFORE, { text: JSON.stringify(holding(input.change.before, input.change)) });
      write(AFTER, { text: JSON.stringify(holding(input.change.after, input.change)) });
      holdVerdict(await verdictOf(["--before", BEFORE, "--after", AFTER]), input.change);
      return;
    }
    write(BEFORE, input.before);
    write(AFTER, input.after);
    if (await holdReview(["--before", BEFORE, "--after", AFTER], [BEFORE, AFTER], input.format)) await holdSame(AFTER);
  },
});

/** A stack with one role that holds a policy. */
function holding(policy: object, { boundary }: Change): object {
  const text = (document: object): string => JSON.stringify(document).replaceAll("${", () => "$${");
  return {
    resource: {
      aws_iam_role: { r: { name: "r", ...(boundary && { permissions_boundary: "${aws_iam_policy.limit.arn}" }) } },
      aws_iam_policy: {
        p: { name: "p", policy: text(policy) },
        ...(boundary && { limit: { name: "limit", policy: text(boundary) } }),
      },
      aws_iam_role_policy_attachment: {
        x: { role: "${aws_iam_role.r.name}", policy_arn: "${aws_iam_policy.p.arn}" },
      },
    },
  };
}
