/** One way into or out of a security group. */
export interface NetworkRule {
  readonly direction: "ingress" | "egress";
  /** The number of the protocol, -1 for all. */
  readonly protocol: number;
  /** Lowest and highest port, or of ICMP, the type and the code, each with -1 for all; absent where all are meant. */
  readonly ports?: readonly [number, number];
  /** A CIDR range, `sg-…`, `pl-…`, or an expression that is known only after apply. */
  readonly peer: string;
  readonly unknown: boolean;
  /** An unknown one: the same on both sides, it is the same rule. */
  readonly expression?: string;
  readonly address: string;
}

/** A rule of a network ACL: the first one that fits decides. */
export interface AclRule extends NetworkRule {
  readonly number: number;
  readonly allows: boolean;
}

/** The same for rules that let the same through. */
export function ruleKey({ direction, protocol, ports, peer, unknown, expression }: NetworkRule): string {
  return [direction, protocol, ports?.join("-"), peer, unknown ? `unknown ${expression ?? ""}` : ""].join(" ");
}
