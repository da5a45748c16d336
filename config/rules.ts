import { isAccountId } from "../aws/ids";
import { accessRules } from "./access";
import { adoptRules } from "./adopt";
import { parseArn } from "../aws/arn";
import { elevationRules } from "./elevation";
import { federationRules } from "./federation";
import { logsRules } from "./logs";
import { networkRules } from "./network";
import { partRules } from "./made";
import { type Issue, type Rule, type Rules, textAt, textsBelow, wrongValue } from "./raw";
import { findPartition } from "../aws/regions";
import { rolesRules } from "./roles";
import { scalingRules } from "./scaling";
import { selfReferenceRules } from "./self-references";
import { storageRules } from "./storage";
import { tagRules } from "./tags";
import { tokenRules } from "./tokens";
import { workforceRules } from "./workforce";

/** What the rules that span keys find wrong in one environment file. */
export function checkRules(raw: unknown): Issue[] {
  return Object.entries(RULES).flatMap(([code, rule]) => [...rule(raw)].map((finding) => ({ code, ...finding })));
}

/** People who are let in, and a state that is shared, may belong to another account. */
const FOREIGN = /^(?:federation\.principals|backend)\./;

/** Tags and what is kept of others' texts may say anything. */
const FREE = /^(?:(?:(?:roles\.\w+|workforce)\.)?tags\.|\w+\.adopt\.keep\.|.+\.extra_statements\.)/;

/** Every ARN is of the file's partition, and but for FOREIGN of its account and region. */
const arnsAreOurs: Rule = function* (raw) {
  const account = textAt(raw, ["account"]);
  const region = textAt(raw, ["region"]);
  const partition = findPartition(region);
  for (const { path, value } of textsBelow(raw)) {
    const key = path.join(".");
    const arn = FREE.test(key) ? undefined : parseArn(value);
    if (!arn) continue;
    const foreign = FOREIGN.test(key);
    if (partition && arn.partition !== partition) {
      yield wrongValue(raw, path, `an ARN of the partition ${partition}, which ${region} belongs to`);
    } else if (!foreign && [account, arn.account].every(isAccountId) && arn.account !== account) {
      yield wrongValue(raw, path, `an ARN of the file's own account, ${account}`);
    } else if (!foreign && partition && arn.region && arn.region !== region) {
      yield wrongValue(raw, path, `an ARN of the file's own region, ${region}`);
    }
  }
};

const RULES: Rules = {
  "foreign-arn": arnsAreOurs,
  ...federationRules,
  ...rolesRules,
  ...accessRules,
  ...storageRules,
  ...networkRules,
  ...logsRules,
  ...scalingRules,
  ...elevationRules,
  ...workforceRules,
  ...partRules,
  ...tagRules,
  ...adoptRules,
  ...selfReferenceRules,
  ...tokenRules,
};
