import type { ConditionBlock, PolicyDocument, PolicyStatement, PrincipalElement } from "../../policy/document";
import type { Choices } from "./choices";
import { ACCOUNT, OTHER_ACCOUNT, PRINCIPAL } from "./simulate";

const ACTIONS = [
  "s3:GetObject",
  "s3:Get*",
  "s3:*",
  "*",
  "s3:?etObject",
  "S3:PUTOBJECT",
  "s3:*Object*",
  "sns:Publish",
  "sns:*",
  "s3:ListBucket",
];

const RESOURCES = [
  "arn:aws:s3:::data/*",
  "*",
  "arn:aws:s3:::data",
  "arn:aws:s3:::*sagemaker*",
  "arn:aws:s3:::data/${aws:username}/*",
  "arn:aws:s3:::data/${aws:PrincipalTag/team, 'none'}/?",
  "arn:aws:s3:::data/${*}",
  "arn:*:s3:::d?ta/*",
  "arn:aws:s3:*",
  `arn:aws:sns:*:${ACCOUNT}:topic-*`,
  "arn:aws:sns:eu-west-1:*:*",
  "arn:aws:s*:*:*:*a*",
  "arn:aws:sns",
  "arn:aws:s3:::*:x*",
  `arn:aws:sns:eu-west-1:${ACCOUNT}`,
  "arn:aws:s*",
  "arn:aws:*data*",
];

/** An incomplete ARN is completed in identity policies only, and in NotResource the oracle takes `*` for it too. */
const COMPLETE_RESOURCES = RESOURCES.filter((resource) => resource === "*" || resource.split(":").length >= 6);

interface Comparison {
  readonly operators: readonly string[];
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

const STRING_KEYS = ["aws:username", "aws:PrincipalTag/team", "aws:RequestedRegion", "AWS:USERNAME"];

/** Operators by the kind of value they compare, and the condition keys and values to compare with. */
const CONDITIONS: readonly Comparison[] = [
  {
    operators: ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
    keys: STRING_KEYS,
    values: ["jane", "Jane", "j*", "eu-west-1", "${aws:username}", "${aws:PrincipalTag/team, 'jane'}"],
  },
  {
    operators: ["StringLike", "StringNotLike"],
    keys: STRING_KEYS,
    values: ["jane", "j*", "*", "?ane", "${aws:username}*", "a${*}b", "a${?}${$}b"],
  },
  {
    operators: [
      "NumericEquals",
      "NumericNotEquals",
      "NumericLessThan",
      "NumericLessThanEquals",
      "NumericGreaterThan",
      "NumericGreaterThanEquals",
    ],
    keys: ["aws:MultiFactorAuthAge"],
    values: ["100", "0", "-5", "99.5"],
  },
  {
    operators: [
      "DateEquals",
      "DateNotEquals",
      "DateLessThan",
      "DateLessThanEquals",
      "DateGreaterThan",
      "DateGreaterThanEquals",
    ],
    keys: ["aws:CurrentTime", "aws:TokenIssueTime"],
    values: ["2026-12-01T08:00:00Z", "2026-12-05T18:00:00Z"],
  },
  {
    operators: ["Bool"],
    keys: ["aws:SecureTransport", "aws:MultiFactorAuthPresent", "aws:ViaAWSService"],
    values: ["true", "false"],
  },
  { operators: ["BinaryEquals"], keys: ["aws:PrincipalTag/team"], values: ["amFuZQ==", "QQ=="] },
  {
    operators: ["IpAddress", "NotIpAddress"],
    keys: ["aws:SourceIp", "aws:VpcSourceIp"],
    values: ["10.0.0.0/8", "203.0.113.0/24", "192.168.1.7/32", "2001:db8::/32"],
  },
  {
    operators: ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"],
    keys: ["aws:SourceArn", "aws:PrincipalArn"],
    values: [
      `arn:aws:iam::${ACCOUNT}:role/admin`,
      `arn:aws:iam::${ACCOUNT}:role/*`,
      "arn:aws:sns:*:*:topic-?",
      "arn:aws:s3:::${aws:username}",
    ],
  },
];

/** Keys of several values, which want a set operator. */
const SETS: Comparison = {
  operators: ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringLike", "StringNotLike"],
  keys: ["aws:TagKeys", "aws:CalledVia"],
  values: ["jane", "Jane", "j*", "?ane", "*"],
};

const PRINCIPALS: readonly PrincipalElement[] = [
  "*",
  { AWS: "*" },
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: `arn:aws:iam::${ACCOUNT}:role/customer_sagemaker_admin_role` },
  { AWS: PRINCIPAL },
  { AWS: [OTHER_ACCOUNT, `arn:aws:iam::${ACCOUNT}:role/other`] },
  { Service: "sagemaker.amazonaws.com" },
];

/** Everyone, or a whole account, in NotPrincipal means something else to the oracle than to AWS, see docs/oracle.md. */
const EXCLUDED_PRINCIPALS = PRINCIPALS.slice(4, 6);

/** A random document of one to three statements; `resourcePolicy` ones name principals. */
export function randomDocument(choices: Choices, resourcePolicy = false): PolicyDocument {
  const statements = Array.from({ length: 1 + choices.index(3) }, () => randomStatement(choices, resourcePolicy));
  // The oracle fills in variables in documents of 2008 too, see docs/oracle.md.
  const literal = !JSON.stringify(statements).includes("${");
  return { Version: literal && choices.chance(10) ? "2008-10-17" : "2012-10-17", Statement: statements };
}

function randomStatement(choices: Choices, resourcePolicy: boolean): PolicyStatement {
  const actions = choices.some(ACTIONS, 3);
  return {
    Effect: choices.chance(30) ? "Deny" : "Allow",
    ...(resourcePolicy &&
      (choices.chance(15)
        ? { NotPrincipal: choices.pick(EXCLUDED_PRINCIPALS) }
        : { Principal: choices.pick(PRINCIPALS) })),
    ...(choices.chance(15) ? { NotAction: actions } : { Action: actions }),
    ...(choices.chance(15)
      ? { NotResource: choices.some(COMPLETE_RESOURCES, 3) }
      : { Resource: choices.some(resourcePolicy ? COMPLETE_RESOURCES : RESOURCES, 3) }),
    ...(choices.chance(60) && { Condition: randomConditions(choices) }),
  };
}

function randomConditions(choices: Choices): ConditionBlock {
  const block: Record<string, Record<string, string[]>> = {};
  for (let i = choices.index(3); i >= 0; i--) {
    const set = choices.chance(20);
    const { operators, keys, values } = set ? SETS : choices.pick(CONDITIONS);
    const key = choices.pick(keys);
    const add = (operator: string, accepted: string[]): void => {
      const held = Object.keys(block[operator] ?? {}).some((other) => other.toLowerCase() === key.toLowerCase());
      if (!held) block[operator] = { ...block[operator], [key]: accepted };
    };
    if (choices.chance(10)) {
      add("Null", [choices.pick(["true", "false"])]);
      continue;
    }
    const ifExists = choices.chance(25) ? "IfExists" : "";
    const qualifier = set || choices.chance(10) ? choices.pick(["ForAllValues:", "ForAnyValue:"]) : "";
    const operator = `${qualifier}${choices.pick(operators)}${ifExists}`;
    add(operator, choices.some(values, 3));
  }
  return block;
}
