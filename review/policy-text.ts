import type { Policy } from "../policy/document";
import { parsePolicyText, PolicyError } from "../policy/parse";

/**
 * Reads policies, each text once: a policy that stays the same is the same object before and after. It is parsed when it
 * is first looked into, which most of a plan's policies never are, since nothing about them changes.
 */
export class PolicyReader {
  /** Name → text → policy; one key of both would copy every text. */
  private readonly read = new Map<string, Map<string, Policy>>();

  /** @param name What rows call the policy: its name in AWS, or the address of the resource that holds it. */
  text(text: string, name: string): Policy {
    let named = this.read.get(name);
    if (!named) this.read.set(name, (named = new Map<string, Policy>()));
    let policy = named.get(text);
    if (!policy) named.set(text, (policy = new TextPolicy(name, text)));
    return policy;
  }
}

/** A policy that is parsed when it is first looked into. One that cannot be read has no statements, and `faultOf` says why. */
class TextPolicy implements Policy {
  private parsed: { readonly policy: Policy; readonly fault?: string } | undefined;

  constructor(
    readonly name: string,
    readonly text: string,
  ) {}

  get version(): Policy["version"] {
    return this.content().policy.version;
  }

  get statements(): Policy["statements"] {
    return this.content().policy.statements;
  }

  /** What a digest of it is made from, whether it was parsed or not. */
  toJSON(): object {
    return { name: this.name, text: this.text };
  }

  content(): { readonly policy: Policy; readonly fault?: string } {
    this.parsed ??= read(this.text, this.name);
    return this.parsed;
  }
}

function read(text: string, name: string): { readonly policy: Policy; readonly fault?: string } {
  try {
    return { policy: parsePolicyText(text, name) };
  } catch (error) {
    // Nesting that the parser does not bound ends in a RangeError: such a text is no policy either.
    if (!(error instanceof PolicyError) && !(error instanceof RangeError)) throw error;
    return { policy: { name, version: "2012-10-17", statements: [] }, fault: error.message };
  }
}

/** Why a policy cannot be read; undefined where it can. */
export function faultOf(policy: Policy): string | undefined {
  return policy instanceof TextPolicy ? policy.content().fault : undefined;
}

/** The text of a policy, as it was read; of one that is no text, its statements. */
export function sourceOf(policy: Policy): string {
  return policy instanceof TextPolicy ? policy.text : JSON.stringify(policy.statements);
}
