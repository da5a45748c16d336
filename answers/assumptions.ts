import type { RoleRequest } from "./role-request";
import type { OtherPolicies } from "./roles";

/** What nobody said and a decision rests on. */
export function assumptions(
  { request, role, source, assumedOwner, completed }: RoleRequest,
  sides: OtherPolicies,
): string[] {
  const { environment } = source;
  const others = environment?.notAtHand(role) ?? [];
  const isKey = /^kms:/i.test(request.action) && request.resource !== "*";
  const { account, region } = source.place;
  return [
    ...(completed && !environment
      ? [`account ${account} and region ${region} are examples; \`--env NAME\` takes an environment's`]
      : []),
    ...(assumedOwner === undefined
      ? []
      : [`the resource belongs to ${assumedOwner}; if not: --context aws:ResourceAccount=ACCOUNT`]),
    ...(isKey
      ? [
          environment?.has.key && sides.resource
            ? `the key is the one that ${environment.file} makes`
            : sides.resource
              ? "the key has the contract's policy (K1), as `storage.key` makes it; `ssps key POLICY.json` looks at another"
              : "the key's own policy, which is not at hand, leaves the decision to the role's; `ssps key POLICY.json` looks at one",
        ]
      : []),
    ...(sides.endpoint && environment
      ? [`where it goes through ${sides.endpoint.words} that ${environment.file} makes, that policy must allow it too`]
      : []),
    ...(others.length === 0 ? [] : [`what the role carries beside ours changes nothing: ${others.join(", ")}`]),
  ];
}
