import { computing } from "./computing";
import { keys } from "./keys";
import { messaging } from "./messaging";
import { network } from "./network";
import { operations } from "./operations";
import type { PolicyTypes } from "./policy-type";
import { storage } from "./storage";

export type { PolicyType } from "./policy-type";

/** Every resource type of hashicorp/aws that carries a resource's policy as JSON text, by service family. */
export const POLICY_TYPES: PolicyTypes = { ...storage, ...keys, ...messaging, ...network, ...computing, ...operations };

/** Where the names of a kind of resource are unique: those of buckets in the partition, of roles in the account. */
export type NameScope = "partition" | "account" | "region";

/** Kinds of resources whose names are unique in more than account and region. */
export const NAME_SCOPES: Readonly<Record<string, NameScope>> = {
  "S3 bucket": "partition",
  "S3 multi-Region access point": "account",
  "trust policy of role": "account",
  "public ECR repository": "account",
  organization: "account",
};
