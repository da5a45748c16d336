import { field, fieldsOf, listOf, textOf, type Fields, type Json, type Resource } from "./resource";

/** Whether a JSON value is a configuration in Terraform's JSON syntax, such as a synthesised `cdk.tf.json`. */
export function isStack(value: Fields): boolean {
  const resources = field(value, "resource");
  return typeof resources === "object" && resources !== null && field(value, "format_version") === undefined;
}

/** Reads the resources of a synthesised stack; expressions (`${…}`) are what is known only after apply. */
export function readStack(stack: Fields): Resource[] {
  const [provider] = [field(fieldsOf(field(stack, "provider")), "aws")].flat();
  const [account] = listOf(field(fieldsOf(provider), "allowed_account_ids"));
  return Object.entries(fieldsOf(field(stack, "resource"))).flatMap(([type, named]) =>
    Object.entries(fieldsOf(named)).map(([name, block]) => {
      const values = unescaped(fieldsOf(block));
      return {
        type,
        address: `${type}.${name}`,
        index: undefined,
        account: textOf(account),
        values,
        unknown: unknownOf(fieldsOf(block)),
        sensitive: () => false,
        configured: (attribute: string) => field(fieldsOf(block), attribute) !== undefined,
        references: (attribute: string) => expressionsOf(field(fieldsOf(block), attribute)),
      };
    }),
  );
}

/** A literal text as Terraform reads it: `$${` stands for `${`. Expressions are left out, they have no value. */
function unescaped(block: Fields): Fields {
  return Object.fromEntries(
    Object.entries(block)
      .filter(([name, value]) => name !== "//" && !isExpression(value))
      .map(([name, value]) => [
        name,
        typeof value === "string" ? value.replaceAll("$${", "${").replaceAll("%%{", "%{") : value,
      ]),
  );
}

function unknownOf(block: Fields): Fields {
  return Object.fromEntries(
    Object.entries(block).flatMap(([name, value]) => (isExpression(value) ? [[name, true]] : [])),
  );
}

function isExpression(value: Json): boolean {
  if (typeof value === "string") return /(?<!\$)(?:\$\$)*\$\{/.test(value);
  return Array.isArray(value) && value.some((item) => typeof item === "string" && isExpression(item));
}

/** `${aws_iam_policy.admin.arn}` → `aws_iam_policy.admin`. */
function expressionsOf(value: Json): string[] {
  return [value]
    .flat()
    .flatMap((text) => (typeof text === "string" ? [...text.matchAll(/\$\{([a-z][a-z0-9_]*)\.([\w-]+)[^{}]*\}/g)] : []))
    .map(([, type = "", name = ""]) => `${type}.${name}`);
}
