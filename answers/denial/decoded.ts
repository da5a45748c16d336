import { publishedAction } from "../../policy/actions";
import type { DenialMessage } from "./denial";

interface Decoded {
  readonly explicitDeny?: unknown;
  readonly context?: {
    readonly principal?: { readonly arn?: unknown };
    readonly action?: unknown;
    readonly resource?: unknown;
    readonly conditions?: { readonly items?: unknown };
  };
}

/** What `sts:DecodeAuthorizationMessage` answers: the document, or the document as a text of `DecodedMessage`. */
export function decodedMessage(text: string): DenialMessage | undefined {
  const outer = parsed(text) as { readonly DecodedMessage?: unknown } | undefined;
  const message = (typeof outer?.DecodedMessage === "string" ? parsed(outer.DecodedMessage) : outer) as
    Decoded | undefined;
  const { principal, action, resource, conditions } = message?.context ?? {};
  if (typeof action !== "string" || !/^[a-z0-9-]{1,64}:[a-z0-9]{1,128}$/i.test(action)) return undefined;
  const arn = principal?.arn;
  return {
    ...(typeof arn === "string" && { principal: arn }),
    action: publishedAction(action)?.name ?? action,
    ...(typeof resource === "string" && { resource }),
    explicit: message?.explicitDeny === true,
    encoded: false,
    context: contextOf(conditions?.items),
  };
}

function contextOf(items: unknown): Record<string, string | readonly string[]> {
  if (!Array.isArray(items)) return {};
  const pairs = (items as unknown[]).slice(0, 200).flatMap((item): [string, readonly string[]][] => {
    const { key, values } = (item ?? {}) as { readonly key?: unknown; readonly values?: { readonly items?: unknown } };
    const list = Array.isArray(values?.items) ? (values.items as unknown[]) : [];
    const texts = list.flatMap((one) => {
      const value = ((one ?? {}) as { readonly value?: unknown }).value;
      return typeof value === "string" ? [value] : [];
    });
    return typeof key === "string" && key.includes(":") && texts.length > 0 ? [[key, texts]] : [];
  });
  return Object.fromEntries(pairs);
}

function parsed(text: string): object | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    // A text that is no JSON is read as a text.
    return undefined;
  }
}
