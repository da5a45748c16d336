import { partitionOf } from "../aws/regions";
import type { Environment } from "../config/schema";
import type { Account } from "./account";
import { rolesMadeBy } from "./made";
import { shown } from "./words";

/**
 * The calls that show what adoption needs to know, as a shell takes them: the account's details, and of each role and
 * policy what the details leave out.
 *
 * @param account What is known of the account: the calls are for what exists there. @default all of the file's names
 */
export function commandsFor(environment: Environment, account?: Account): string[] {
  const { roles, policies } = rolesMadeBy(environment);
  const arnOf = (name: string): string | undefined =>
    account
      ? account.policies.find((policy) => policy.name === name)?.arn
      : `arn:${partitionOf(environment.region)}:iam::${environment.account}:policy/${name}`;
  const exists = (name: string): boolean => !account || account.roles.some((role) => role.name === name);
  return [
    ...(account ? [] : ["aws iam get-account-authorization-details > account-details.json"]),
    ...roles
      .filter(({ name }) => exists(name))
      .map(({ name }) => `aws iam get-role --role-name ${shown(name)} > ${shown(`get-role.${name}.json`)}`),
    ...policies.flatMap(({ name }) => {
      const arn = arnOf(name);
      if (arn === undefined) return [];
      // The tags themselves do not say whose they are.
      const query = shown(`{PolicyArn: '${arn}', Tags: Tags}`);
      return [
        `aws iam get-policy --policy-arn ${shown(arn)} > ${shown(`get-policy.${name}.json`)}`,
        `aws iam list-policy-tags --policy-arn ${shown(arn)} --query ${query} > ${shown(`list-policy-tags.${name}.json`)}`,
      ];
    }),
  ];
}
