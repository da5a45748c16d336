import { LEFT_OUT } from "./left-out";
import { NARROWED } from "./narrowed";

/** Why theirs allows what ours does not. */
export const THEIRS_ONLY = [...LEFT_OUT, ...NARROWED];
