import type { Answer } from "../answer";
import type { Asked } from "../asked";

/** Ways on from a denial, each a sentence; none where it finds nothing. */
export type Steps = (asked: Asked, answer: Answer) => readonly string[];
