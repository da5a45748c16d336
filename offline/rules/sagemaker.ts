import type { Rule } from "../resources/kind";

/** An account has one workforce in a region. */
export const oneWorkforce: Rule = ({ action, cloud, settings }) => {
  const place = { accountId: settings.accountId, region: settings.region };
  if (action !== "create" || cloud.list(place, "aws_sagemaker_workforce").length === 0) return undefined;
  const message = "Account {account} has reached the limit of 1 workforce in this region.";
  return { status: 400, code: "ResourceLimitExceeded", message };
};
