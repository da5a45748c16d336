import { elevationPolicyName, type Elevation } from "../../config/elevation";
import { elevationSettings } from "../../contract/render/elevation-window";
import { settingsOf, windowOf } from "../../contract/render/from-environment";
import { partDocument } from "../../contract/render/documents";
import { CHANGE_TYPES } from "../change-types";
import { CannotAsk, needed, type Asked, type Rfc } from "../request";

/** "elevate to autoscaling permissions temporarily, or permanently": a request for each elevation of the file. */
export function elevate(asked: Asked): Rfc[] {
  const { environment, inputs } = asked;
  const elevations = needed(environment.elevation, "elevation (`ssps elevate` adds one)", asked);
  const chosen = elevations.filter(({ ticket }) => inputs.ticket === undefined || ticket === inputs.ticket);
  if (chosen.length === 0) {
    const tickets = elevations.map(({ ticket }) => ticket).join(", ");
    throw new CannotAsk(`--ticket: found ${inputs.ticket ?? ""}; allowed: ${tickets}`);
  }
  return chosen.map((elevation) => request(elevation, asked));
}

function request(elevation: Elevation, { environment }: Asked): Rfc {
  const { ticket, approver, reason } = elevation;
  const settings = settingsOf(environment);
  const role = settings.names.adminRole;
  const window = windowOf(elevation);
  const policy = partDocument("elevation", settings, elevationSettings(window));
  const when = window ? `from ${window.from} until ${window.until}` : `permanently, because ${reason ?? ""}`;
  return {
    changeType: CHANGE_TYPES.updateIam,
    title: `Elevate ${role} to endpoint autoscaling (${ticket})`,
    parameters: {
      UseCase:
        `Autoscaling of SageMaker endpoints ${when}. Ticket ${ticket}, approved by ${approver}. ` +
        `Please create the managed policy and attach it to ${role}; if that role may not be changed, to a clone of it.` +
        (window ? " Outside the window the policy allows nothing; please remove it afterwards." : ""),
      "IAM Policy": [
        {
          PolicyName: elevationPolicyName(ticket),
          PolicyType: "managed",
          PolicyDocument: JSON.stringify(policy),
          RelatedResources: [String(settings.values.adminRoleArn)],
        },
      ],
      Operation: "Update",
    },
    policies: { "the elevation's policy": policy },
    notes: [
      "An operator at AMS reviews it; time-bound rights last 180 days at most.",
      "AMS changes the roles of self-provisioned services by exception only, and else offers a clone under another name.",
    ],
  };
}
