import { allowedActionLists } from "./allowed-actions";

/** Every file that is derived from the contract. Needs the development dependencies. */
export async function generatedFiles(): Promise<{ path: string; content: string }[]> {
  return [...(await allowedActionLists())];
}
