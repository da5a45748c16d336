import type { Refusal } from "../failure";
import {
  attachPolicyExists,
  attachmentCount,
  attachmentQuota,
  boundaryExists,
  inlineQuota,
  notAttached,
  policyQuota,
  roleInlinePolicies,
  roleIsFree,
  rolePolicyArns,
  trustQuota,
} from "../rules/iam";
import { CREATED, type Need, type ResourceKind } from "./kind";

const taken = (noun: string): Refusal => ({
  status: 409,
  code: "EntityAlreadyExists",
  message: `${noun} with name {name} already exists.`,
});

const role: Need = {
  type: "aws_iam_role",
  key: "{role}",
  refusal: { status: 404, code: "NoSuchEntity", message: "The role with name {role} cannot be found." },
};

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
    api: {
      service: "IAM",
      noun: "IAM Role ({name})",
      create: "CreateRole",
      update: "UpdateRole",
      delete: "DeleteRole",
    },
    taken: taken("Role"),
    rules: [trustQuota, boundaryExists, roleIsFree],
    derived: { managed_policy_arns: rolePolicyArns, inline_policy: roleInlinePolicies },
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
    replace: ["name", "name_prefix", "path", "description"],
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
    rules: [policyQuota, notAttached],
    derived: { attachment_count: attachmentCount },
  },
  aws_iam_role_policy_attachment: {
    binding: "iam-role-policy-attachment",
    global: true,
    key: "{role}/{policy_arn}",
    importId: /^(?<role>[^/]+)\/(?<policy_arn>arn:.+)$/,
    replace: ["role", "policy_arn"],
    api: {
      service: "IAM",
      noun: "IAM Policy ({policy_arn}) to IAM Role ({role})",
      create: "AttachRolePolicy",
      delete: "DetachRolePolicy",
      verbs: { create: "attaching", delete: "detaching" },
    },
    needs: [role],
    rules: [attachPolicyExists, attachmentQuota],
  },
  aws_iam_role_policy: {
    binding: "iam-role-policy",
    global: true,
    key: "{role}:{name}",
    importId: /^(?<role>[^:]+):(?<name>.+)$/,
    computed: { name: "{name_prefix|terraform-}{digits:26}", name_prefix: "" },
    replace: ["role", "name", "name_prefix"],
    policies: { policy: "identity" },
    api: {
      service: "IAM",
      noun: "IAM Role ({role}) Policy ({name})",
      create: "PutRolePolicy",
      delete: "DeleteRolePolicy",
    },
    needs: [role],
    rules: [inlineQuota],
  },
};
