import fc from "fast-check";
import { lane } from "../engine/lane";
import { write } from "../inputs/files";
import { type Json, mostly } from "../inputs/hostile";
import { resources } from "../inputs/resources";
import { change, type Change, holdResourceVerdict, holdVerdict, resourceChange, type ResourceChange } from "../changes";
import { HOLDERS } from "../inputs/holders";
import { holdReview, holdSame, sides, type Versions, verdictOf } from "../reviews";

type Input = Versions | { readonly change: Change } | { readonly resourceChange: ResourceChange };

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
  { weight: 1, arbitrary: fc.record({ resourceChange }) },
);

const [BEFORE, AFTER] = ["before.tf.json", "after.tf.json"];

/** Synthesised stacks, as `cdk.tf.json` holds them. */
export const stacksLane = lane<Input>({
  name: "stacks",
  share: 12,
  inputs,
  hold: async (input) => {
    if ("change" in input) {
      write(BEFORE, { text: JSON.stringify(holding(input.change.before, input.change.boundaries?.[0])) });
      write(AFTER, { text: JSON.stringify(holding(input.change.after, input.change.boundaries?.[1])) });
      holdVerdict(await verdictOf(["--before", BEFORE, "--after", AFTER]), input.change);
      return;
    }
    if ("resourceChange" in input) {
      write(BEFORE, { text: JSON.stringify(holdingResource(input.resourceChange.before, input.resourceChange)) });
      write(AFTER, { text: JSON.stringify(holdingResource(input.resourceChange.after, input.resourceChange)) });
      holdResourceVerdict(await verdictOf(["--before", BEFORE, "--after", AFTER]), input.resourceChange);
      return;
    }
    write(BEFORE, input.before);
    write(AFTER, input.after);
    if (await holdReview(["--before", BEFORE, "--after", AFTER], [BEFORE, AFTER], input.format)) await holdSame(AFTER);
  },
});

function text(document: object): string {
  return JSON.stringify(document).replaceAll("${", () => "$${");
}

/** A stack with the policy of a resource, beside another resource that writes one for it, too. */
function holdingResource(document: object, { kind, other }: ResourceChange): object {
  const { type, values, policy } = HOLDERS[kind];
  const block = (written: object): object => ({ ...values, [policy]: text(written) });
  return {
    provider: { aws: [{ region: "eu-west-1", allowed_account_ids: ["111122223333"] }] },
    resource: { [type]: { x: block(document), ...(other && { y: block(other) }) } },
  };
}

/** A stack with one role that holds a policy. */
function holding(policy: object, boundary: object | null | undefined): object {
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
