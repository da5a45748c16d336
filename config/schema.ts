import { z } from "zod";
import { access } from "./access";
import { roleArn } from "./arn";
import { backend } from "./backend";
import { elevation } from "./elevation";
import type { AccountFacts } from "./fleet";
import { federation } from "./federation";
import { logs } from "./logs";
import { network } from "./network";
import { ACCOUNT_ID } from "../aws/ids";
import { REGION } from "../aws/regions";
import { roles } from "./roles";
import { scaling } from "./scaling";
import { storage } from "./storage";
import { tags, text } from "./values";
import { workforce } from "./workforce";

/**
 * An environment file: one account and region. Each part has a file of its own beside this one. What can be said of
 * one value alone is said there and reaches editors through the JSON Schema; beside it stand the part's rules that span
 * keys, which rules.ts collects. Rules that span files are in fleet.ts.
 */
export const environmentSchema = z.strictObject({
  account: text(ACCOUNT_ID, "an account id: 12 digits in quotes").describe("The AWS account: 12 digits, in quotes."),
  region: text(REGION, "a region of aws, aws-cn or aws-us-gov, such as eu-west-1").describe(
    "The region; the partition (aws, aws-cn, aws-us-gov) follows from it.",
  ),
  base: z
    .enum(["managed", "existing"])
    .describe("Who owns the roles, which an account has once: this file (managed) or another (existing)."),
  backend: backend.prefault({ local: {} }).describe("Where Terraform keeps its state: one of local, s3 and cloud."),
  deploy: z
    .strictObject({
      assume_role_arn: roleArn.exactOptional().describe("The role in this account that Terraform assumes."),
    })
    .exactOptional()
    .describe("How Terraform reaches the account."),
  ams: z
    .literal("ended", { error: "ended, where AMS no longer manages the account" })
    .exactOptional()
    .describe(
      "ended: AMS no longer manages the account, so that roles which it made may be taken over; its standards forbid " +
        "anybody to edit them before.",
    ),
  tags: tags.exactOptional().describe("Tags of everything that is made."),
  federation: federation
    .prefault({})
    .describe("Who may assume the admin role; with base: managed at least one kind is needed."),
  roles: roles.prefault({}).describe("The two roles."),
  access: access.prefault({}).describe("Options that narrow or move what the roles may do."),
  storage: storage.exactOptional().describe("A bucket and a key, in a stack of their own; without it, none (P1, K1)."),
  network: network
    .exactOptional()
    .describe("Security groups, VPC endpoints and a file system, in a stack of their own; without it, none."),
  logs: logs
    .exactOptional()
    .describe("SageMaker's log groups with retention and key, in a stack of their own; without it, none (P5)."),
  scaling: scaling
    .exactOptional()
    .describe("Autoscaling of endpoints that Terraform makes, in a stack of its own; without it, none (D3)."),
  elevation: elevation
    .exactOptional()
    .describe("Autoscaling rights of people by ticket, in a stack of their own; without it, none (D2)."),
  workforce: workforce
    .exactOptional()
    .describe("The role that manages a private workforce, in a stack of its own; without it, none (W1)."),
});

/** A checked environment: the keys of its file, with every default filled in, and what the account's files say together. */
export type Environment = z.output<typeof environmentSchema> & {
  /** Absent where the file was read by itself. */
  readonly accountFacts?: AccountFacts;
};
