import type { Rule } from "../resources/kind";

export const capacityRange: Rule = ({ action, resource }) => {
  const { min_capacity: min, max_capacity: max } = resource;
  if (action === "delete" || typeof min !== "number" || typeof max !== "number" || min <= max) return undefined;
  const message = "Minimum capacity cannot be greater than maximum capacity";
  return { status: 400, code: "ValidationException", message };
};
