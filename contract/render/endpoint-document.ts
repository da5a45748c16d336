import type { EndpointService } from "../../config/endpoints";
import { type ContractDocument, partDocument } from "./documents";
import type { Settings } from "../settings";

/** The policy of a service's VPC endpoint (clause P4). */
export function endpointDocument(service: EndpointService, settings: Settings): ContractDocument {
  if (service === "notebook") return partDocument("notebookEndpoint", settings);
  return partDocument(service === "s3" ? "s3Endpoint" : "endpoint", settings);
}
