import { field, textOf, type Fields, type Resource } from "./resource";

/** Resource types that are in account details too, each known by its name. */
const IN_ACCOUNT = ["aws_iam_role", "aws_iam_user", "aws_iam_group", "aws_iam_policy"];

/** What only AWS tells of a principal or policy, and a stack does not set. */
const KNOWN_TO_AWS_ONLY = ["arn", "managed_policy_arns", "inline_policy"];

/**
 * An account after stacks are applied to it: what they name has what they say, what they do not name stays, what others
 * attached too.
 */
export function overlay(account: readonly Resource[], stacks: readonly Resource[]): Resource[] {
  const key = ({ type, accountKey, values }: Resource): string =>
    `${type} ${accountKey} ${textOf(field(values, "name")) ?? ""}`;
  const there = new Map(account.filter(({ type }) => IN_ACCOUNT.includes(type)).map((one) => [key(one), one]));
  const named = new Set<Resource>();
  const applied = stacks.map((resource) => {
    const existing = IN_ACCOUNT.includes(resource.type) ? there.get(key(resource)) : undefined;
    if (!existing) return resource;
    named.add(existing);
    return over(existing, resource);
  });
  return [...account.filter((one) => !named.has(one)), ...applied];
}

function over(existing: Resource, resource: Resource): Resource {
  const known: Fields = Object.fromEntries(
    KNOWN_TO_AWS_ONLY.filter((name) => !resource.configured(name)).map((name) => [name, field(existing.values, name)]),
  );
  return Object.assign(Object.create(Object.getPrototypeOf(resource) as object) as Resource, resource, {
    values: { ...resource.values, ...known },
    counterpart: existing,
  });
}
