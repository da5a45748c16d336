import type { Opening } from "../model";
import { aclOpenings, aclOwners } from "./acls";
import type { Rule } from "./exposure-rules";
import { samlOpenings } from "./identity-providers";
import { memberOpenings } from "./members";
import { atPath, valuesAt } from "./paths";
import { scalarText, type Json, type Resource } from "./resource";
import type { Switch } from "./switch";

/** A switch, where it stands. */
export interface Guard {
  readonly path: string;
  readonly rule: Switch;
}

/** What stands open by one attribute. */
export function openingsAt(resource: Resource, path: string, rule: Rule): Opening[] {
  if (rule.as === "ranges" || rule.as === "granted") return [];
  if (rule.as === "switch") return switched(resource, path, rule.how);
  if (rule.as === "hops" && !resource.counterpart) return [];
  const { values, unknown } = atPath(resource, path);
  const known = values.flatMap((value) => [
    ...openingsOf(value, rule),
    // Whose it is, is no news where it is made.
    ...(rule.as === "acl" && resource.counterpart ? aclOwners(value) : []),
  ]);
  const isOpen = rule.as === "acl" && resource.configured(path) !== false && isAclOpen(resource, path);
  return unknown || isOpen ? [...known, unknownOpening(resource, path)] : known;
}

function openingsOf(value: Json, rule: Exclude<Rule, { readonly as: "switch" | "ranges" | "granted" }>): Opening[] {
  switch (rule.as) {
    case "members":
      return memberOpenings(value, rule.how);
    case "acl":
      return aclOpenings(value);
    case "saml":
      return samlOpenings(value);
    case "hops":
      return hopOpenings(value);
  }
}

/** The most hops that AWS takes. Source: "InstanceMetadataOptionsRequest", Amazon EC2 API Reference. */
const MAX_HOPS = 64;

/** One hop is the instance itself; behind more of them stand containers and what it forwards for. */
function hopOpenings(value: Json): Opening[] {
  const hops = Math.min(Number(scalarText(value)), MAX_HOPS);
  return Array.from({ length: Math.max(0, (hops || 1) - 1) }, (_, i) => ({
    key: `hop ${i + 2}`,
    text: `its role's credentials are handed out over ${i + 2} hops (http_put_response_hop_limit)`,
    risk: "escalation",
    proven: true,
  }));
}

function switched(resource: Resource, path: string, rule: Switch): Opening[] {
  if (rule.onlyChanges && !resource.counterpart) return [];
  const { values, unknown } = atPath(resource, path);
  if (unknown) return [unknownOpening(resource, path)];
  const isShut = rule.shutBy?.some((other) => atPath(resource, other).values.length > 0) === true;
  const holds = (open: Switch["open"]): boolean =>
    values.some((value) => open.some((one) => String(one) === scalarText(value)));
  const isOpen = values.length === 0 ? rule.byDefault === "open" && !isShut : holds(rule.open);
  if (isOpen) return [openingOf({ path, rule }), ...openInPart(path, rule)];
  if (rule.partly && holds(rule.partly.open)) return openInPart(path, rule);
  if (values.length === 0 || !rule.otherwise || !resource.counterpart) return [];
  const value = values.map(String).join(", ");
  const text = `${path} is ${value}: whom it lets in is not compared`;
  return [{ key: `${path} ${value}`, text, risk: "public", proven: false, unknown: true, partOf: rule.partOf ?? path }];
}

/** What is open of a switch that is not shut wholly. */
function openInPart(path: string, { risk = "public", partly }: Switch): Opening[] {
  return partly ? [{ key: `${path} in part`, text: partly.text, risk, proven: true }] : [];
}

/** What is open where a guard, or another switch, does not hold it shut. */
export function openingOf({ path, rule: { text, risk = "public", guard, partOf } }: Guard): Opening {
  return { key: path, text, risk, proven: guard === undefined, ...(partOf !== undefined && { partOf }) };
}

function unknownOpening(resource: Resource, path: string): Opening {
  const expression = resource.expression(path);
  return {
    key: `unknown ${path} ${expression ?? ""}`,
    text: `${path} is known only after apply`,
    risk: "public",
    proven: false,
    unknown: true,
  };
}

/** Whether a part of an ACL that says whom it lets in is known only after apply. */
function isAclOpen({ unknown }: Resource, path: string): boolean {
  return ["", ".permission", ".grantee", ".grantee.id", ".grantee.uri"].some((part) =>
    valuesAt(unknown, `${path}.grant${part}`.split(".")).includes(true),
  );
}
