import { caller } from "./caller";
import type { DataKind } from "./kind";

/** Every data source that the offline provider serves. To add one, add a row to a file in this folder. */
export const DATA_SOURCES: Readonly<Record<string, DataKind>> = { ...caller };
