import { z } from "zod";
import { roleName } from "../../config/aws-names";
import { elevation, elevationPolicyName, MAX_ELEVATION_DAYS } from "../../config/elevation";
import { elevationPolicy } from "../../contract/documents";
import { DEFAULT_NAMES } from "../../contract/settings";
import { expression } from "../common/terraform/expression";
import type { TerraformModule } from "../common/terraform/module";
import { tags } from "../common/terraform/role-inputs";
import { AutoscalingElevation } from "./index";

const { ticket, approver, from, until, sessions, reason } = elevation.element.shape;

/** A permanent elevation has no window, a temporary one has both ends. */
const window = (end: "from" | "until"): { condition: string; message: string } => ({
  condition: `var.permanent == (var.${end} == null)`,
  message: `${end} must be given unless permanent is true, and not if it is.`,
});
const instant = (end: "from" | "until"): { condition: string; message: string } => ({
  condition: `var.${end} == null ? true : can(timeadd(var.${end}, "0s"))`,
  message: `${end} must be an instant that the calendar has.`,
});

export const terraformModule: TerraformModule = {
  title: "Autoscaling elevation",
  purpose:
    "Autoscaling rights of people by one ticket, as a policy of the admin role. IAM itself ends a temporary elevation at " +
    "`until`, whether or not Terraform runs again; nothing here reads a clock. Elevations that overlap are policies side " +
    "by side: call the module once for each ticket.\n\nAfter its end, an endpoint that scales can no longer be deleted by " +
    "people: see the module `autoscaling-clean-up`.",
  variables: {
    admin_role_name: roleName.default(DEFAULT_NAMES.adminRole).describe("The role that people assume."),
    ticket,
    approver,
    from,
    until,
    sessions,
    permanent: z.boolean().default(false).describe("Whether it never ends; then there is a reason and no window."),
    reason,
    tags: tags.describe("Tags of the policy, beside ticket, approver and reason."),
  },
  validations: {
    ticket: [
      {
        condition: `length(var.ticket) <= ${128 - elevationPolicyName("").length}`,
        message: `ticket must have at most ${128 - elevationPolicyName("").length} characters, so that the policy's name ${elevationPolicyName("")}… has at most 128.`,
      },
    ],
    from: [window("from"), instant("from")],
    until: [
      window("until"),
      instant("until"),
      {
        condition: "try(timecmp(var.until, var.from) > 0, true)",
        message: "until must be an instant after from, when the elevation begins.",
      },
      {
        condition: `try(timecmp(var.until, timeadd(var.from, "${MAX_ELEVATION_DAYS * 24}h")) <= 0, true)`,
        message: `until must be at most ${MAX_ELEVATION_DAYS} days after from.`,
      },
    ],
    sessions: [
      {
        condition: "var.sessions == null || !var.permanent",
        message: "sessions must not be given for a permanent elevation.",
      },
    ],
    reason: [
      {
        condition: "var.reason != null || !var.permanent",
        message: "reason must say why the elevation never ends.",
      },
    ],
  },
  names: { adminRole: "var.admin_role_name" },
  build: (stack, settings) => {
    new AutoscalingElevation(stack, "elevation", {
      roleName: settings.names.adminRole,
      policy: {
        name: elevationPolicyName(expression("var.ticket")),
        document: elevationPolicy(settings, { from: "${var.from}", until: "${var.until}" }),
      },
      ticket: expression("var.ticket"),
      approver: expression("var.approver"),
    });
  },
  overrides: {
    "aws_iam_policy.elevation": {
      tags: "${merge(var.tags, { ticket = var.ticket, approver = var.approver }, var.reason == null ? {} : { reason = var.reason })}",
    },
  },
  outputs: {
    policy_arn: { value: "aws_iam_policy.elevation.arn", description: "ARN of the policy." },
    policy_name: { value: "aws_iam_policy.elevation.name", description: "Name of the policy." },
  },
  inputs: {
    ticket: "CHG0012345",
    approver: "platform-lead",
    from: "2026-12-01T08:00:00Z",
    until: "2026-12-05T18:00:00Z",
  },
  expects: {
    'aws_iam_policy.elevation.name == "customer_sagemaker_autoscaling_policy_CHG0012345"':
      "the ticket names the policy",
    'strcontains(aws_iam_policy.elevation.policy, "2026-12-05T18:00:00Z")': "the policy ends by itself",
  },
  refuses: [
    {
      inputs: { ticket: "C".repeat(91) },
      variable: "ticket",
      message:
        "ticket must have at most 90 characters, so that the policy's name customer_sagemaker_autoscaling_policy_… has at most 128.",
    },
    ...(["from", "until"] as const).flatMap((end) => [
      {
        inputs: { [end]: null },
        variable: end,
        message: `${end} must be given unless permanent is true, and not if it is.`,
      },
      {
        inputs: { [end]: "2026-02-30T08:00:00Z" },
        variable: end,
        message: `${end} must be an instant that the calendar has.`,
      },
    ]),
    {
      inputs: { until: "2026-12-01T08:00:00Z" },
      variable: "until",
      message: "until must be an instant after from, when the elevation begins.",
    },
    {
      inputs: { until: "2027-05-30T08:00:01Z" },
      variable: "until",
      message: "until must be at most 180 days after from.",
    },
    {
      inputs: { permanent: true, from: null, until: null, reason: "shared", sessions: ["ann"] },
      variable: "sessions",
      message: "sessions must not be given for a permanent elevation.",
    },
    {
      inputs: { permanent: true, from: null, until: null },
      variable: "reason",
      message: "reason must say why the elevation never ends.",
    },
  ],
};
