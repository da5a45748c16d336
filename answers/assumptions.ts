import type { Asked } from "./asked";
import type { OtherSides } from "./roles";

/** What nobody said and a decision rests on. */
export function assumptions({ request, role, source, assumedOwner }: Asked, sides: OtherSides): string[] {
  const { environment } = source;
  const others = environment?.notAtHand(role) ?? [];
  const isKey = /^kms:/i.test(request.action) && request.resource !== "*";
  return [
    ...(assumedOwner === undefined
      ? []
      : [`the resource belongs to ${assumedOwner}; if not: --context aws:ResourceAccount=ACCOUNT`]),
    ...(isKey
      ? [
          sides.resource && environment
            ? `the key is the one that ${environment.file} makes`
            : "the key's own policy, which is not at hand, leaves the decision to the role's; `ssps key POLICY.json` looks at one",
        ]
      : []),
    ...(sides.endpoint && environment
      ? [`where it goes through ${sides.endpoint.words} that ${environment.file} makes, that policy must allow it too`]
      : []),
    ...(others.length === 0 ? [] : [`what the role carries beside ours changes nothing: ${others.join(", ")}`]),
  ];
}
