import { reasonOf } from "../files/reason";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isAccountId } from "../aws/ids";
import { seedOf, type AccountDetails } from "./seed";
import { startServer } from "./server";
import { place } from "./settings";

const USAGE = `node dist/offline/serve.js [--account FILE] [--details FILE] [--account-id ID] [--region REGION]

Serves a stand-in for the hashicorp/aws provider, until it is interrupted, and prints one line: the value of
TF_REATTACH_PROVIDERS under which Terraform uses it.

  --account FILE   JSON file of the fake accounts; made where it does not exist, in memory without the option
  --details FILE   what is there at first: the output of aws iam get-account-authorization-details
  --account-id ID  the account of the caller, 12 digits (123456789012)
  --region REGION  the region of provider blocks that name none (eu-west-1)

  node dist/offline/serve.js --account account.json > reattach.json &
  export TF_REATTACH_PROVIDERS="$(cat reattach.json)"`;

/** The provider as a process of its own. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      account: { type: "string" },
      details: { type: "string" },
      "account-id": { type: "string" },
      region: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  const { account, details, "account-id": accountId, region } = values;
  if (accountId !== undefined && !isAccountId(accountId)) {
    throw new Error(`--account-id ${accountId}: an account id has twelve digits`);
  }
  if (region !== undefined) place(region);
  const server = await startServer({
    ...(account !== undefined && { account }),
    ...(details !== undefined && { seed: seedOf(JSON.parse(readFileSync(details, "utf8")) as AccountDetails) }),
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
  });
  console.log(server.reattach);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.stop());
  }
}

main().catch((error: unknown) => {
  console.error(reasonOf(error));
  process.exitCode = 2;
});
