import type { Environment } from "../config/schema";

/** A choice that switches statements on or off: everything that is said of it is said in its row. */
export interface OptionRow {
  /** What the docs' tables call it: a key of the environment's file, or a choice of a part. */
  readonly words: string;
  /** Condition on the inputs of a plain Terraform module; the inputs are called as the keys in the file. */
  readonly hcl: string;
}

/** An option of the roles that is a key of the file, true or false. */
interface FlagRow extends OptionRow {
  readonly file: (environment: Environment) => boolean;
  readonly byDefault: boolean;
}

/** The options that are true or false in the file. One row says all that there is to say of one. */
export const FLAGS = {
  robomaker: {
    words: "`access.robomaker`",
    file: ({ access }) => access.robomaker,
    byDefault: false,
    hcl: "var.robomaker",
  },
  integrations: {
    words: "`roles.admin.integrations`",
    file: ({ roles }) => roles.admin.integrations,
    byDefault: true,
    hcl: "var.integrations",
  },
  readsInAccountOnly: {
    words: "`access.buckets.reads_in_account_only`",
    file: ({ access }) => access.buckets.reads_in_account_only,
    byDefault: false,
    hcl: "var.buckets.reads_in_account_only",
  },
  ownAccountOnly: {
    words: "`access.own_account_only`",
    file: ({ access }) => access.own_account_only,
    byDefault: false,
    hcl: "var.own_account_only",
  },
  vpc: {
    words: "`roles.execution.vpc`",
    file: ({ roles }) => roles.execution.vpc,
    byDefault: true,
    hcl: "var.vpc",
  },
  glue: {
    words: "`roles.execution.glue`",
    file: ({ roles }) => roles.execution.glue,
    byDefault: true,
    hcl: "var.glue",
  },
  stepFunctionsSync: {
    words: "`roles.execution.step_functions_sync`",
    file: ({ roles }) => roles.execution.step_functions_sync,
    byDefault: false,
    hcl: "var.step_functions_sync",
  },
  sagemakerSourceAccount: {
    words: "`roles.execution.source_account`",
    file: ({ roles }) => roles.execution.source_account,
    byDefault: false,
    hcl: "var.source_account",
  },
} as const satisfies Record<string, FlagRow>;

export type Flag = keyof typeof FLAGS;

/** The choices that are true or false, each called as its option; the default is that of the file's key. */
export type Flags = Readonly<Partial<Record<Flag, boolean>>>;

/** What a file chooses of them. */
export function flagsOf(environment: Environment): Flags {
  return Object.fromEntries(Object.entries(FLAGS).map(([flag, { file }]) => [flag, file(environment)]));
}
