import type { EnvironmentDocuments } from "../../contract/documents";
import { CHANGE_TYPES } from "../change-types";
import { CannotAsk, needed, type RfcSource, type Rfc } from "../request";

/** "elevate to autoscaling permissions temporarily, or permanently": a request for each elevation of the file. */
export function elevate(source: RfcSource): Rfc[] {
  const { environment, inputs } = source;
  needed(environment.elevation, "elevation (`ssps elevate` adds one)", source);
  const { elevations, settings } = source.documents;
  const chosen = elevations.filter(
    ({ elevation: { ticket } }) => inputs.ticket === undefined || ticket === inputs.ticket,
  );
  if (chosen.length === 0) {
    const tickets = elevations.map(({ elevation }) => elevation.ticket).join(", ");
    throw new CannotAsk(`--ticket: found ${inputs.ticket ?? ""}; allowed: ${tickets}`);
  }
  return chosen.map((entry) => request(entry, settings));
}

type ElevationDocuments = EnvironmentDocuments["elevations"][number];

function request({ elevation, policy }: ElevationDocuments, settings: EnvironmentDocuments["settings"]): Rfc {
  const { ticket, approver, reason, permanent, from = "", until = "" } = elevation;
  const role = settings.names.adminRole;
  const when = permanent ? `permanently, because ${reason ?? ""}` : `from ${from} until ${until}`;
  return {
    changeType: CHANGE_TYPES.updateIam,
    title: `Elevate ${role} to endpoint autoscaling (${ticket})`,
    parameters: {
      UseCase:
        `Autoscaling of SageMaker endpoints ${when}. Ticket ${ticket}, approved by ${approver}. ` +
        `Please create the managed policy and attach it to ${role}; if that role may not be changed, to a clone of it.` +
        (permanent ? "" : " Outside the window the policy allows nothing; please remove it afterwards."),
      "IAM Policy": [
        {
          PolicyName: policy.name,
          PolicyType: "managed",
          PolicyDocument: JSON.stringify(policy.document),
          RelatedResources: [String(settings.values.adminRoleArn)],
        },
      ],
      Operation: "Update",
    },
    policies: { "the elevation's policy": policy.document },
    notes: [
      "An operator at AMS reviews it; time-bound rights last 180 days at most.",
      "AMS changes the roles of self-provisioned services by exception only, and else offers a clone under another name.",
    ],
  };
}
