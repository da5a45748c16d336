import type { Policy } from "../../policy/document";
import { parsePolicyText, PolicyError } from "../../policy/parse";
import { ReviewInputError } from "./plan";

/**
 * Reads policies, each text once: a policy that stays the same is the same object before and after. It is parsed when it
 * is first looked into, which most of a plan's policies never are, since nothing about them changes.
 */
export class PolicyReader {
  /** Name → text → policy; one key of both would copy every text. */
  private readonly read = new Map<string, Map<string, Policy>>();

  /**
   * @param name What rows call the policy: its name in AWS, or the address of the resource that holds it.
   * @returns The policy; looking into it throws ReviewInputError where the text is none.
   */
  text(text: string, name: string, address: string): Policy {
    const named = this.read.get(name) ?? new Map<string, Policy>();
    this.read.set(name, named);
    const policy = named.get(text) ?? new TextPolicy(name, text, address);
    named.set(text, policy);
    return policy;
  }
}

class TextPolicy implements Policy {
  private parsed: Policy | undefined;

  constructor(
    readonly name: string,
    private readonly text: string,
    private readonly address: string,
  ) {}

  get version(): Policy["version"] {
    return this.content().version;
  }

  get statements(): Policy["statements"] {
    return this.content().statements;
  }

  private content(): Policy {
    try {
      this.parsed ??= parsePolicyText(this.text, this.name);
      return this.parsed;
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      throw new ReviewInputError(`${this.address}: ${error.message}`);
    }
  }
}

/** Several policies of one resource as one. */
export function merged(policies: readonly Policy[]): Policy | undefined {
  const [first, ...others] = policies;
  if (!first || others.length === 0) return first;
  return { name: first.name, version: first.version, statements: policies.flatMap(({ statements }) => statements) };
}
