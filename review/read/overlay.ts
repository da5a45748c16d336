import { field, textOf, type Fields, type Resource } from "./resource";

/** Resource types that are in account details too, each known by its name. */
const IN_ACCOUNT = ["aws_iam_role", "aws_iam_user", "aws_iam_group", "aws_iam_policy"];

/** What others attach to a principal, or write into it, and a stack does not set. */
const BY_OTHERS = ["managed_policy_arns", "inline_policy"];

/**
 * An account after stacks are applied to it: what they name has what they say, what they do not name stays, what others
 * attached too.
 *
 * @param others Whether what others attached to a principal of the stacks is there. Where the account is to be as the
 *   stacks have it, it is not: somebody attached it by hand. @default true
 */
export function overlay(account: readonly Resource[], stacks: readonly Resource[], others = true): Resource[] {
  const key = ({ type, accountKey, values }: Resource): string =>
    `${type} ${accountKey} ${textOf(field(values, "name")) ?? ""}`;
  const there = new Map(account.filter(({ type }) => IN_ACCOUNT.includes(type)).map((one) => [key(one), one]));
  const named = new Set<Resource>();
  const applied = stacks.map((resource) => {
    const existing = IN_ACCOUNT.includes(resource.type) ? there.get(key(resource)) : undefined;
    if (!existing) return resource;
    named.add(existing);
    return over(existing, resource, others);
  });
  return [...account.filter((one) => !named.has(one)), ...applied];
}

function over(existing: Resource, resource: Resource, others: boolean): Resource {
  const known: Fields = Object.fromEntries(
    ["arn", ...BY_OTHERS]
      .filter((name) => !resource.configured(name))
      .map((name) => [name, others || !BY_OTHERS.includes(name) ? field(existing.values, name) : []]),
  );
  return Object.assign(Object.create(Object.getPrototypeOf(resource) as object) as Resource, resource, {
    values: { ...resource.values, ...known },
    counterpart: existing,
  });
}
