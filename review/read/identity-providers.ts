import { createHash } from "node:crypto";
import type { Opening } from "../model";
import { principalName, type Inventory } from "./inventory";
import { firstText } from "./naming";
import { textOf, type Json, type Resource } from "./resource";

/** Resource types of identity providers → how an ARN names one. */
const PROVIDERS: Readonly<Record<string, (provider: Resource) => string | undefined>> = {
  aws_iam_openid_connect_provider: (provider) => {
    const url = firstText(provider, ["url"]);
    return url === undefined ? undefined : `oidc-provider/${url.replace(/^https:\/\//, "").replace(/\/$/, "")}`;
  },
  aws_iam_saml_provider: (provider) => {
    const name = firstText(provider, ["name"]);
    return name === undefined ? undefined : `saml-provider/${name}`;
  },
};

/** Names, in what an identity provider opens, the roles that may be taken through it. */
export function withTrustingRoles(inventory: Inventory, resource: Resource, openings: readonly Opening[]): Opening[] {
  const nameOf = Object.hasOwn(PROVIDERS, resource.type) ? PROVIDERS[resource.type] : undefined;
  if (!nameOf) return [...openings];
  const arn = nameOf(resource);
  const roles = inventory.resources.filter((role) => {
    if (role.type !== "aws_iam_role") return false;
    const text = firstText(role, ["assume_role_policy"]) ?? "";
    if (arn !== undefined && new RegExp(`:${escaped(arn)}(?![\\w./:-])`).test(text)) return true;
    return inventory.allReferred(role, "assume_role_policy", [resource.type]).includes(resource);
  });
  const names = roles.map((role) => principalName(role).name);
  const who = names.length > 0 ? `roles that trust it: ${names.join(", ")}` : "no role at hand trusts it";
  return openings.map((opening) => ({ ...opening, text: `${opening.text}; ${who}` }));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** The longest metadata document that AWS takes. Source: "CreateSAMLProvider", IAM API Reference. */
const MAX_METADATA = 10_000_000;

/** The certificates with which a SAML provider signs; of a document that holds none, the document itself. */
export function samlOpenings(value: Json): Opening[] {
  const document = textOf(value);
  if (document === undefined || document === "") return [];
  const found = [...document.slice(0, MAX_METADATA).matchAll(/<(?:\w+:)?X509Certificate>([^<]*)</g)];
  const certificates = new Set(found.map(([, text = ""]) => text.replace(/\s+/g, "")));
  const signers =
    certificates.size > 0 ? [...certificates].map((text) => ["certificate", text]) : [["document", document]];
  return signers.map(([kind = "", text = ""]) => {
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
    return {
      key: `saml ${hash}`,
      text: `takes the word of who signs by the ${kind} ${hash}… (SHA-256)`,
      risk: "escalation",
      proven: false,
    };
  });
}
