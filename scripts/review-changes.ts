import type { PolicyDocument, PolicyStatement } from "../policy/document";

/** What one side of a change consists of, whatever tool describes it. */
export interface Configuration {
  /** Inline policies of the role, by name. */
  readonly policies?: Readonly<Record<string, PolicyDocument>>;
  /** ARNs of managed policies of the role. */
  readonly managed?: readonly string[];
  /** The ARN of the role's boundary, and what the boundary says. */
  readonly boundary?: PolicyDocument;
  /** The role's trust policy, where it matters. */
  readonly trust?: PolicyDocument;
  readonly bucket?: PolicyDocument;
  /** Ranges from which port 443 of a security group is reached. */
  readonly ingress?: readonly string[];
  /** Resources of hashicorp/aws beside, by address. */
  readonly resources?: Readonly<Record<string, object>>;
}

/** One change to access, and what each way of looking at it says. */
export interface Change {
  readonly what: string;
  readonly before: Configuration;
  readonly after: Configuration;
  readonly ours: "none" | "narrowed" | "changed" | "widened";
}

function document(...statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

function allow(action: string | readonly string[], resource = "arn:aws:s3:::acme/*"): PolicyStatement {
  return { Effect: "Allow", Action: action, Resource: resource };
}

function deny(action: string | readonly string[], resource = "*"): PolicyStatement {
  return { Effect: "Deny", Action: action, Resource: resource };
}

function when(statement: PolicyStatement, condition: NonNullable<PolicyStatement["Condition"]>): PolicyStatement {
  return { ...statement, Condition: condition };
}

/** A role with one policy. */
function one(...statements: readonly PolicyStatement[]): Configuration {
  return { policies: { p: document(...statements) } };
}

const read = allow("s3:GetObject");
const write = allow("s3:PutObject");
const own = allow("s3:GetObject", "arn:aws:s3:::acme/${aws:username}/*");
const account = "111122223333";
const root = `arn:aws:iam::${account}:root`;
const scientist = `arn:aws:iam::${account}:role/scientist`;

function trust(...principals: readonly string[]): Configuration {
  return { trust: document({ Effect: "Allow", Principal: { AWS: principals }, Action: "sts:AssumeRole" }) };
}

function bucket(principal: string): Configuration {
  return {
    bucket: document({
      Effect: "Allow",
      Principal: { AWS: principal },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::acme/*",
    }),
  };
}

/** Twenty changes as they occur in reviews. */
export const CHANGES: readonly Change[] = [
  { what: "statements re-ordered", before: one(read, write), after: one(write, read), ours: "none" },
  {
    what: "a statement moved to another policy of the role",
    before: { policies: { p: document(read, write), q: document(allow("sqs:SendMessage", "*")) } },
    after: { policies: { p: document(read), q: document(allow("sqs:SendMessage", "*"), write) } },
    ours: "none",
  },
  {
    what: "a statement split in two",
    before: one(allow(["s3:GetObject", "s3:PutObject"])),
    after: one(read, write),
    ours: "none",
  },
  {
    what: "an action spelled in another case",
    before: one(read),
    after: one(allow("s3:getobject")),
    ours: "none",
  },
  {
    what: "an Allow added that another one covers",
    before: one(allow("s3:*")),
    after: one(allow("s3:*"), read),
    ours: "none",
  },
  {
    what: "a Deny removed where nothing was allowed",
    before: one(read, deny("iam:*")),
    after: one(read),
    ours: "none",
  },
  {
    what: "an account id replaced by its root ARN in a bucket policy",
    before: bucket(account),
    after: bucket(root),
    ours: "none",
  },
  {
    what: "`s3:*` replaced by `s3:Get*`",
    before: one(allow("s3:*")),
    after: one(allow("s3:Get*")),
    ours: "narrowed",
  },
  {
    what: "a condition added",
    before: one(read),
    after: one(when(read, { StringEquals: { "aws:SourceVpc": "vpc-1" } })),
    ours: "narrowed",
  },
  {
    what: "a Deny added",
    before: one(allow("s3:*")),
    after: one(allow("s3:*"), deny("s3:Delete*")),
    ours: "narrowed",
  },
  { what: "an Allow removed", before: one(read, write), after: one(read), ours: "narrowed" },
  {
    what: "a security group's range narrowed, 10.0.0.0/8 to 10.1.0.0/16",
    before: { ingress: ["10.0.0.0/8"] },
    after: { ingress: ["10.1.0.0/16"] },
    ours: "narrowed",
  },
  {
    what: "a condition loosened, `StringEquals` to `StringLike` with a pattern",
    before: one(when(read, { StringEquals: { "aws:PrincipalTag/team": "ml" } })),
    after: one(when(read, { StringLike: { "aws:PrincipalTag/team": "ml*" } })),
    ours: "widened",
  },
  {
    what: "a Deny removed where something was allowed",
    before: one(allow("s3:*"), deny("s3:Delete*")),
    after: one(allow("s3:*")),
    ours: "widened",
  },
  {
    what: "listed actions replaced by the pattern that matches them all",
    before: one(allow(["codecommit:GitPull", "codecommit:GitPush"], "*")),
    after: one(allow("codecommit:Git*", "*")),
    ours: "widened",
  },
  {
    what: "an action taken out of `NotAction`",
    before: one({ Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" }),
    after: one({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    ours: "widened",
  },
  {
    what: "a role named beside its own account in a trust policy",
    before: trust(root),
    after: trust(root, scientist),
    ours: "widened",
  },
  {
    what: "the permissions boundary removed",
    before: { ...one(allow("s3:*")), boundary: document(allow("s3:Get*", "*")) },
    after: one(allow("s3:*")),
    ours: "widened",
  },
  {
    what: "the AWS-managed policy `AWSDenyAll` detached",
    before: { ...one(read), managed: ["arn:aws:iam::aws:policy/AWSDenyAll"] },
    after: one(read),
    ours: "widened",
  },
  {
    what: "`Version` from 2012-10-17 to 2008-10-17, with a policy variable",
    before: one(own),
    after: { policies: { p: { Version: "2008-10-17", Statement: own } } },
    ours: "widened",
  },
];
