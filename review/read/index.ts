export { readJsonFile, ReviewInputError } from "./file";
export { readPlans } from "./plans";
export { readSides } from "./sides";
