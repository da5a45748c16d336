import { Failure } from "../failure";
import { asText, type ObjectValue, type Value } from "../values";
import { allOf } from "./find";
import type { DataContext, DataKind } from "./kind";

function byAttribute(
  type: string,
  attribute: string,
  value: Value | undefined,
  context: DataContext,
  missing: string,
): ObjectValue {
  const found = allOf(type, context).find((resource) => resource[attribute] === value);
  if (found === undefined) throw new Failure(missing);
  return found;
}

/** IAM's data sources. */
export const iam: Readonly<Record<string, DataKind>> = {
  aws_iam_role: {
    binding: "data-aws-iam-role",
    read: ({ name }, context) =>
      byAttribute("aws_iam_role", "name", name, context, `reading IAM Role (${asText(name)}): couldn't find resource`),
  },
  aws_iam_roles: {
    binding: "data-aws-iam-roles",
    read: ({ name_regex: pattern, path_prefix: prefix }, context) => {
      const roles = allOf("aws_iam_role", context).filter(
        ({ name, path }) =>
          (typeof pattern !== "string" || new RegExp(pattern).test(asText(name))) &&
          (typeof prefix !== "string" || asText(path).startsWith(prefix)),
      );
      return {
        id: context.settings.accountId,
        names: roles.map(({ name }) => name ?? null),
        arns: roles.map(({ arn }) => arn ?? null),
      };
    },
  },
  aws_iam_policy: {
    binding: "data-aws-iam-policy",
    read: ({ arn, name }, context) => {
      const awsManaged = `arn:${context.settings.partition}:iam::aws:policy/`;
      if (asText(arn).startsWith(awsManaged)) {
        const path = asText(arn).slice(awsManaged.length).split("/");
        // What AWS's own policies say is not known here.
        return { id: arn ?? null, arn: arn ?? null, name: path.at(-1) ?? "", path: "/", policy: "" };
      }
      return asText(arn) === ""
        ? byAttribute(
            "aws_iam_policy",
            "name",
            name,
            context,
            `reading IAM Policy (${asText(name)}): couldn't find resource`,
          )
        : byAttribute(
            "aws_iam_policy",
            "arn",
            arn,
            context,
            `reading IAM Policy (${asText(arn)}): couldn't find resource`,
          );
    },
  },
  aws_iam_saml_provider: {
    binding: "data-aws-iam-saml-provider",
    read: ({ arn }, context) =>
      byAttribute(
        "aws_iam_saml_provider",
        "arn",
        arn,
        context,
        `reading IAM SAML Provider (${asText(arn)}): couldn't find resource`,
      ),
  },
};
