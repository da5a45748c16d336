import { accessPages } from "./access";
import { allowedActionLists } from "./allowed-actions";
import { parityPage } from "./parity";
import { statementLists } from "./statement-lists";
import { workflowsPage } from "./workflows";

/** Every file that is derived from the contract. Needs the development dependencies. */
export async function generatedFiles(): Promise<{ path: string; content: string }[]> {
  return [...accessPages(), parityPage(), workflowsPage(), ...statementLists(), ...(await allowedActionLists())];
}
