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

const IN_TRUST_POLICY = /:((?:oidc|saml)-provider\/[^"\\\s]+)/g;

/** Which roles of one side may be taken through which identity provider; looked through once, and only where there is one. */
export class TrustingRoles {
  private found: { readonly byArn: Named; readonly byReference: Named<Resource> } | undefined;

  constructor(private readonly inventory: Inventory) {}

  /** Names, in what an identity provider opens, the roles that trust it. */
  named(provider: Resource, openings: readonly Opening[]): Opening[] {
    const nameOf = Object.hasOwn(PROVIDERS, provider.type) ? PROVIDERS[provider.type] : undefined;
    if (!nameOf) return [...openings];
    this.found ??= this.find();
    const { byArn, byReference } = this.found;
    const names = [...(byArn.get(nameOf(provider) ?? "") ?? []), ...(byReference.get(provider) ?? [])];
    const who = names.length > 0 ? `roles that trust it: ${names.join(", ")}` : "no role at hand trusts it";
    return openings.map((opening) => ({ ...opening, text: `${opening.text}; ${who}` }));
  }

  private find(): { byArn: Named; byReference: Named<Resource> } {
    const [byArn, byReference] = [new Map<string, string[]>(), new Map<Resource, string[]>()];
    for (const role of this.inventory.resources) {
      if (role.type !== "aws_iam_role") continue;
      const { name } = principalName(role);
      const text = firstText(role, ["assume_role_policy"]);
      for (const arn of new Set([...(text ?? "").matchAll(IN_TRUST_POLICY)].map(([, one = ""]) => one))) {
        byArn.set(arn, [...(byArn.get(arn) ?? []), name]);
      }
      if (text !== undefined) continue;
      for (const provider of this.inventory.allReferred(role, "assume_role_policy", Object.keys(PROVIDERS))) {
        byReference.set(provider, [...(byReference.get(provider) ?? []), name]);
      }
    }
    return { byArn, byReference };
  }
}

type Named<Key = string> = ReadonlyMap<Key, readonly string[]>;

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
