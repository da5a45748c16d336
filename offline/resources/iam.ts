import type { Refusal } from "../failure";
import * as rules from "../rules/iam";
import { CREATED, type Api, type Need, type ResourceKind } from "./kind";

const NO_SUCH_ENTITY = { status: 404, code: "NoSuchEntity" } as const;

const taken = (noun: string): Refusal => ({
  status: 409,
  code: "EntityAlreadyExists",
  message: `${noun} with name {name} already exists.`,
});

/** A role, user or group that another resource belongs to. */
function principal(entity: "role" | "user" | "group", attribute: string = entity): Need {
  const message = `The ${entity} with name {${attribute}} cannot be found.`;
  return { type: `aws_iam_${entity}`, key: `{${attribute}}`, refusal: { ...NO_SUCH_ENTITY, message } };
}

const NOUNS = { role: "Role", user: "User", group: "Group" } as const;

function entityApi(entity: "Role" | "User" | "Group"): Api {
  return {
    service: "IAM",
    noun: `IAM ${entity} ({name})`,
    create: `Create${entity}`,
    update: `Update${entity}`,
    delete: `Delete${entity}`,
  };
}

/** A policy written into a role, user or group. */
function inlinePolicy(entity: "role" | "user" | "group"): ResourceKind {
  const noun = NOUNS[entity];
  return {
    binding: `iam-${entity}-policy`,
    global: true,
    key: `{${entity}}:{name}`,
    importId: new RegExp(`^(?<${entity}>[^:]+):(?<name>.+)$`),
    computed: { name: "{name_prefix|terraform-}{digits:26}", name_prefix: "" },
    replace: ["name", "name_prefix", entity],
    policies: { policy: "identity" },
    api: {
      service: "IAM",
      noun: `IAM ${noun} ({${entity}}) Policy ({name})`,
      create: `Put${noun}Policy`,
      delete: `Delete${noun}Policy`,
    },
    needs: [principal(entity)],
    ...(entity === "role" && { rules: [rules.inlineQuota] }),
  };
}

/** A managed policy on a role, user or group. */
function attachment(entity: "role" | "user" | "group"): ResourceKind {
  const noun = NOUNS[entity];
  return {
    binding: `iam-${entity}-policy-attachment`,
    global: true,
    key: `{${entity}}/{policy_arn}`,
    importId: new RegExp(`^(?<${entity}>[^/]+)/(?<policy_arn>arn:.+)$`),
    replace: ["policy_arn", entity],
    api: {
      service: "IAM",
      noun: `IAM Policy ({policy_arn}) to IAM ${noun} ({${entity}})`,
      create: `Attach${noun}Policy`,
      delete: `Detach${noun}Policy`,
      verbs: { create: "attaching", delete: "detaching" },
    },
    needs: [principal(entity)],
    rules: [rules.attachPolicyExists, ...(entity === "role" ? [rules.attachmentQuota] : [])],
  };
}

/** IAM: what belongs to the account. */
export const iam: Readonly<Record<string, ResourceKind>> = {
  aws_iam_role: {
    binding: "iam-role",
    global: true,
    key: "{name}",
    computed: {
      name: "{name_prefix|terraform-}{digits:26}",
      name_prefix: "",
      arn: "arn:{partition}:iam::{account}:role{path}{name}",
      unique_id: "AROA{base32:17}",
      create_date: CREATED,
    },
    computedBlocks: { inline_policy: [] },
    defaults: { path: "/", max_session_duration: 3600, force_detach_policies: false },
    replace: ["name", "name_prefix", "path"],
    local: ["force_detach_policies"],
    imported: { force_detach_policies: false },
    policies: { assume_role_policy: "trust" },
    api: entityApi("Role"),
    taken: taken("Role"),
    rules: [rules.trustQuota, rules.boundaryExists, rules.roleIsFree],
    derived: { managed_policy_arns: rules.rolePolicyArns, inline_policy: rules.roleInlinePolicies },
  },
  aws_iam_policy: {
    binding: "iam-policy",
    global: true,
    key: "{arn}",
    computed: {
      name: "{name_prefix|terraform-}{digits:26}",
      name_prefix: "",
      arn: "arn:{partition}:iam::{account}:policy{path}{name}",
      policy_id: "ANPA{base32:17}",
    },
    defaults: { path: "/" },
    replace: ["description", "name", "name_prefix", "path"],
    policies: { policy: "identity" },
    api: {
      service: "IAM",
      noun: "IAM Policy ({name})",
      create: "CreatePolicy",
      update: "CreatePolicyVersion",
      delete: "DeletePolicy",
    },
    taken: {
      status: 409,
      code: "EntityAlreadyExists",
      message: "A policy called {name} already exists. Duplicate names are not allowed.",
    },
    rules: [rules.policyQuota, rules.notAttached],
    derived: { attachment_count: rules.attachmentCount },
  },
  aws_iam_role_policy_attachment: attachment("role"),
  aws_iam_user_policy_attachment: attachment("user"),
  aws_iam_group_policy_attachment: attachment("group"),
  aws_iam_role_policy: inlinePolicy("role"),
  aws_iam_user_policy: inlinePolicy("user"),
  aws_iam_group_policy: inlinePolicy("group"),
  aws_iam_policy_attachment: {
    binding: "iam-policy-attachment",
    global: true,
    key: "{name}",
    replace: ["name", "policy_arn"],
    api: {
      service: "IAM",
      noun: "IAM Policy ({policy_arn}) Attachment ({name})",
      create: "AttachRolePolicy",
      delete: "DetachRolePolicy",
    },
    rules: [rules.attachPolicyExists],
  },
  aws_iam_group_membership: {
    binding: "iam-group-membership",
    global: true,
    key: "{name}",
    replace: ["name", "group"],
    api: {
      service: "IAM",
      noun: "IAM Group Membership ({name})",
      create: "AddUserToGroup",
      update: "AddUserToGroup",
      delete: "RemoveUserFromGroup",
    },
    needs: [principal("group", "group")],
  },
  aws_iam_role_policies_exclusive: {
    binding: "iam-role-policies-exclusive",
    global: true,
    key: "{role_name}",
    replace: ["role_name"],
    api: {
      service: "IAM",
      noun: "IAM Role Policies Exclusive ({role_name})",
      create: "DeleteRolePolicy",
      delete: "DeleteRolePolicy",
    },
    needs: [principal("role", "role_name")],
    effect: rules.keepInlinePolicies,
    derived: { policy_names: rules.exclusivePolicyNames },
  },
  aws_iam_role_policy_attachments_exclusive: {
    binding: "iam-role-policy-attachments-exclusive",
    global: true,
    key: "{role_name}",
    replace: ["role_name"],
    api: {
      service: "IAM",
      noun: "IAM Role Policy Attachments Exclusive ({role_name})",
      create: "AttachRolePolicy",
      delete: "DetachRolePolicy",
    },
    needs: [principal("role", "role_name")],
    effect: rules.keepAttachments,
    derived: { policy_arns: rules.exclusivePolicyArns },
  },
  aws_iam_user: {
    binding: "iam-user",
    global: true,
    key: "{name}",
    computed: { arn: "arn:{partition}:iam::{account}:user{path}{name}", unique_id: "AIDA{base32:17}" },
    defaults: { path: "/", force_destroy: false },
    local: ["force_destroy"],
    imported: { force_destroy: false },
    api: entityApi("User"),
    taken: taken("User"),
    rules: [rules.boundaryExists],
  },
  aws_iam_group: {
    binding: "iam-group",
    global: true,
    key: "{name}",
    computed: { arn: "arn:{partition}:iam::{account}:group{path}{name}", unique_id: "AGPA{base32:17}" },
    defaults: { path: "/" },
    api: entityApi("Group"),
    taken: taken("Group"),
  },
  aws_iam_saml_provider: {
    binding: "iam-saml-provider",
    global: true,
    key: "{arn}",
    computed: { arn: "arn:{partition}:iam::{account}:saml-provider/{name}", valid_until: "2126-01-01T00:00:00Z" },
    replace: ["name"],
    api: {
      service: "IAM",
      noun: "IAM SAML Provider ({name})",
      create: "CreateSAMLProvider",
      update: "UpdateSAMLProvider",
      delete: "DeleteSAMLProvider",
    },
    taken: taken("SAML provider"),
  },
  aws_iam_openid_connect_provider: {
    binding: "iam-openid-connect-provider",
    global: true,
    key: "{arn}",
    computed: {
      arn: "arn:{partition}:iam::{account}:oidc-provider/{url-https://}",
      thumbprint_list: ["{hex:32}00000000"],
    },
    replace: ["url"],
    api: {
      service: "IAM",
      noun: "IAM OIDC Provider ({url})",
      create: "CreateOpenIDConnectProvider",
      delete: "DeleteOpenIDConnectProvider",
    },
    taken: { status: 409, code: "EntityAlreadyExists", message: "Provider with url {url} already exists." },
  },
  aws_iam_service_linked_role: {
    binding: "iam-service-linked-role",
    global: true,
    key: "{arn}",
    computed: {
      path: "/aws-service-role/{aws_service_name}/",
      // AWS knows a name for each service; this one is made up.
      name: "AWSServiceRoleFor{base32:12}",
      arn: "arn:{partition}:iam::{account}:role{path}{name}",
      unique_id: "AROA{base32:17}",
      create_date: CREATED,
    },
    replace: ["aws_service_name", "custom_suffix"],
    api: {
      service: "IAM",
      noun: "IAM Service Linked Role ({aws_service_name})",
      create: "CreateServiceLinkedRole",
      update: "UpdateRole",
      delete: "DeleteServiceLinkedRole",
    },
    taken: {
      status: 400,
      code: "InvalidInput",
      message: "Service role name has been taken in this account, please try a different suffix.",
    },
    unique: ["aws_service_name", "custom_suffix"],
  },
};
