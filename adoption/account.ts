/** What an account holds, as far as files say; `undefined` is what no file says, never "nothing". */
export interface Account {
  /** 12 digits. */
  readonly id: string;
  readonly roles: readonly ExistingRole[];
  /** Those of the account itself, not AWS's. */
  readonly policies: readonly ExistingPolicy[];
  /** What the details leave out of users and groups, as sentences: they may carry the policies too. */
  readonly unknownCarriers: readonly string[];
}

/** What roles and policies have in common. */
export interface Existing {
  readonly name: string;
  readonly arn: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly description: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

export interface ExistingRole extends Existing {
  readonly maxSessionSeconds: number | undefined;
  /** Account details hold every boundary, so none is none. */
  readonly boundaryArn: string | undefined;
  /** When somebody last acted with it, as AWS writes it. */
  readonly lastUsed: string | undefined;
  /** ARNs of the managed policies on the role. */
  readonly attached: readonly string[];
  /** Names of the policies written into the role. */
  readonly inline: readonly string[];
  /** Who may assume the role, as text. */
  readonly trust: string;
}

export interface ExistingPolicy extends Existing {
  /** Ids of its versions, such as `v3`. */
  readonly versions: readonly string[];
  /** The version that is in force. */
  readonly defaultVersion: string | undefined;
  /** Who carries it, as `role NAME`, `user NAME` or `group NAME`. */
  readonly carriers: readonly string[];
  /** How many carry it, as AWS counts them. */
  readonly attachments: number | undefined;
}

/** What was given cannot be adopted; the message says what was found, what is allowed and how to mend it. */
export class AdoptionError extends Error {
  override readonly name = "AdoptionError";
}
