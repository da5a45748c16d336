import { accessPage } from "./access";
import { allowedActionLists } from "./allowed-actions";
import { parityPage } from "./parity";

/** Every file that is derived from the contract. Needs the development dependencies. */
export async function generatedFiles(): Promise<{ path: string; content: string }[]> {
  return [accessPage(), parityPage(), ...(await allowedActionLists())];
}
