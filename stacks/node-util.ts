import util from "node:util";

/**
 * cdktf 0.21 asks `util.isArray`, of which Node 22 and 24 warn on every run (DEP0044) and which a later one may lack. It gets
 * what Node says to use instead. Only a program of our own does that, never a construct in somebody else's.
 */
export function replaceDeprecated(): void {
  Object.assign(util, { isArray: Array.isArray });
}
