import { z } from "zod";
import { IAM_NAME_LENGTHS } from "../../aws/name-grammars";
import { roleName } from "../../config/aws-names";
import { elevation, MAX_ELEVATION_DAYS } from "../../config/elevation";
import { DEFAULT_NAMES, elevationPolicyName } from "../../aws/names";
import { type ModuleInputs, PLACE, type Rule, tags } from "../common/module-inputs";

const { ticket, approver, from, until, sessions, reason, scaling_alarms_only } = elevation.element.shape;

const LONGEST_TICKET = IAM_NAME_LENGTHS.managedPolicy - elevationPolicyName().length;

/** A permanent elevation has no window, a temporary one has both ends. */
const window = (end: "from" | "until"): Rule => ({
  condition: `var.permanent == (var.${end} == null)`,
  message: `${end} must be given unless permanent is true, and not if it is.`,
});
const instant = (end: "from" | "until"): Rule => ({
  condition: `var.${end} == null ? true : can(timeadd(var.${end}, "0s"))`,
  message: `${end} must be an instant that the calendar has.`,
});

export const inputs: ModuleInputs = {
  groups: {
    Elevation: {
      ticket,
      approver,
      from,
      until,
      sessions,
      permanent: z.boolean().default(false).describe("Whether it never ends; then there is a reason and no window."),
      reason,
      scaling_alarms_only,
    },
    Policy: {
      admin_role_name: roleName.default(DEFAULT_NAMES.adminRole).describe("The role that people assume."),
      tags: tags.describe("Tags of the policy, beside ticket, approver and reason."),
    },
    ...PLACE,
  },
  rules: {
    ticket: [
      {
        condition: `length(var.ticket) <= ${LONGEST_TICKET}`,
        message: `ticket must have at most ${LONGEST_TICKET} characters, so that the policy's name ${elevationPolicyName()}… has at most ${IAM_NAME_LENGTHS.managedPolicy}.`,
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
      { condition: "var.reason != null || !var.permanent", message: "reason must say why the elevation never ends." },
    ],
  },
  policies: { elevation_policy: "elevation" },
};
