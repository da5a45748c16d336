import type { TerraformStack } from "cdktf";
import type { z } from "zod";
import type { Settings } from "../../../contract/settings";
import type { NameExpressions } from "./settings";
import type { Validation } from "./variable";

/** An output, by a Terraform expression. */
export interface Output {
  readonly value: string;
  readonly description: string;
}

/** A value that an input refuses, with the message that says what is allowed. */
export interface Refusal {
  /** What is changed in the smallest call. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The variable that is reported. */
  readonly variable: string;
  readonly message: string;
}

/**
 * What makes a plain Terraform module of a construct: its inputs and outputs, and the calls that prove it. The files
 * beside it are generated from this and the construct.
 */
export interface TerraformModule {
  /** What the module makes, in a few words. */
  readonly title: string;
  /** What it is for and what to know before using it, in Markdown. */
  readonly purpose: string;
  /** Inputs by the schemas of the environment file's keys, which give types, defaults, patterns and words. */
  readonly variables: Readonly<Record<string, z.ZodType>>;
  /** What else an input must meet, by its name: rules in code, and rules that span inputs. */
  readonly validations?: Readonly<Record<string, readonly Validation[]>>;
  readonly outputs: Readonly<Record<string, Output>>;
  /** Terraform expressions that `build` and the outputs refer to as `local.<name>`. */
  readonly locals?: Readonly<Record<string, string>>;
  /** Where the names that policies speak of come from. */
  readonly names?: NameExpressions;
  /** Runs the construct with expressions of the inputs. */
  readonly build: (stack: TerraformStack, settings: Settings) => void;
  /** Address → attributes as Terraform expressions, for what TypeScript cannot work out from an expression. */
  readonly overrides?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The smallest call. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What that call's plan holds: Terraform condition → what it means, in words. */
  readonly expects: Readonly<Record<string, string>>;
  readonly refuses: readonly Refusal[];
}
