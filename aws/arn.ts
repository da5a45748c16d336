/** The segments of an ARN: `arn:partition:service:region:account:resource`. */
interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for a global service such as IAM. */
  readonly region: string;
  /** 12 digits; `aws` for what AWS owns; empty for S3. */
  readonly account: string;
  /** The rest, colons included: `role/deployer`. */
  readonly resource: string;
}

/** Takes an ARN apart; undefined where the text is none. */
export function parseArn(value: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(value);
  if (!match) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return { partition, service, region, account, resource };
}
