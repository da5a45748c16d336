import { RESERVED_PREFIXES } from "../../aws/names";
import { checkName } from "../../config/naming";
import type { Choices } from "../../contract/settings";
import { arnOf, namedBy, type Named } from "../../contract/tasks/words";
import type { Steps } from "./steps";
import { isAllowed } from "./allowed";
import { contextsFor } from "./context";

/** Under which name the same thing would be allowed. */
export const nameSteps: Steps = (roleRequest) => {
  const { request, identity, source } = roleRequest;
  const named = namedBy(request.resource);
  return (named ? otherNames(named, source.choices) : []).flatMap(({ thing: { kind, name }, words }) => {
    const resource = arnOf(kind, name, placeOf(request.resource, source.choices));
    const contexts = [{}, ...contextsFor(identity.candidates(request.action).allow, { ...request, resource })];
    const context = contexts.find((one) => isAllowed(roleRequest, { resource, context: one }));
    if (!context || name === named?.name) return [];
    const pairs = Object.entries(context).map(([key, value]) => ` with --context ${key}=${value}`);
    return [`${words}: it is allowed there${pairs.join("")}`];
  });
};

interface OtherName {
  readonly thing: Named;
  readonly words: string;
}

/** Names by the page's convention, or those that the file lists; of an object, another bucket or another folder. */
function otherNames({ kind, name }: Named, choices: Choices): OtherName[] {
  const reserved = choices.reservedPrefixes ?? RESERVED_PREFIXES;
  const slash = name.indexOf("/");
  if (kind.words.includes("object")) {
    const [bucket, key] = [name.slice(0, slash), name.slice(slash + 1)];
    const suggested = choices.buckets ?? [checkName("bucket", bucket, reserved).suggestion ?? bucket];
    return [
      ...suggested.map((one) => ({ thing: { kind, name: `${one}/${key}` }, words: `use a bucket such as ${one}` })),
      { thing: { kind, name: `${bucket}/sagemaker/${key}` }, words: `use a folder such as ${bucket}/sagemaker/` },
    ];
  }
  if (!kind.naming) return [];
  const { suggestion } = checkName(kind.naming, name, reserved);
  const listed = { bucket: choices.buckets, "execution-role": choices.passRoles };
  const names = (kind.naming in listed ? listed[kind.naming as keyof typeof listed] : undefined) ?? [suggestion];
  return names.flatMap((one) =>
    one === undefined ? [] : [{ thing: { kind, name: one }, words: `use a name such as ${one}` }],
  );
}

/** The place that an ARN names, as far as it names one. */
function placeOf(arn: string, { partition, account, region }: Choices): Parameters<typeof arnOf>[2] {
  const [, , , ownRegion = "", owner = ""] = arn.split(":");
  return { partition, account: owner || account, region: ownRegion || region };
}
