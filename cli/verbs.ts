import { createRequire } from "node:module";
import type { Command } from "commander";

/** A file of this folder that adds one command to the program. */
interface VerbFile {
  register(program: Command): void;
}

const load = createRequire(__filename);

/**
 * The commands, one file of the same name each. A file is loaded only when its command is asked for, so that none pays
 * for what another needs (zod and yaml alone cost 80 ms); the summaries stand here because the overview shows them all.
 */
export const VERBS = {
  init: "write a first, commented environment file",
  check: "check environment files: every problem, then warnings",
  synth: "write the Terraform of every environment",
  can: "may a role do this? the decision and the clause behind it",
  explain: "an AccessDenied message: who was denied what, by which policy, and what to do next",
  tasks: "the everyday tasks that `ssps can --task` knows, and the words that it takes",
  name: "does a name follow the page's convention and AWS's rules?",
  key: "which statements does an existing KMS key's policy lack?",
  deployer: "the policies that applying each stack needs, action by action with the reason",
  elevate: "add, list or prune temporary autoscaling elevations",
  parity: "the admin role against AmazonSageMakerFullAccess, each difference explained",
  import: "take over roles and policies that exist in an account already",
  report: "one page per environment: who may do what, and everything around it",
  rfc: "the request to AMS for what must still go through it, ready to send",
  accept: "record a reviewed widening: who, why, until when",
  matrix: "one pipeline job per stack, from what is synthesised",
  review: "who can newly do what? plans or policies compared, with a request that proves it",
  completion: "what makes a shell complete commands and options",
};

/** The name of a command. */
export type Verb = keyof typeof VERBS;

/** Whether there is such a command. */
export function isVerb(name: string): name is Verb {
  return Object.hasOwn(VERBS, name);
}

/** Adds a command with its options to the program. */
export function registerVerb(program: Command, name: Verb): void {
  (load(`./${name}`) as VerbFile).register(program);
}
