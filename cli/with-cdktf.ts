/**
 * Everything of the command line that needs CDKTF, in one place: the build makes one file of this and of CDKTF itself
 * (`dist/app.js`), so that the package's commands work where nobody installed CDKTF, and start in half the time.
 */
export { app } from "./app";
export { adoptProblems } from "./check-adopted";
export { environmentStacks } from "./deployer-stacks";
