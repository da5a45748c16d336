import type { Policy } from "../../policy/document";
import { parsePolicy, PolicyError } from "../../policy/parse";
import { isExpression, unescaped } from "./expressions";
import { field, fieldsOf, type Json } from "./resource";

/** Stands for an expression: a character that no policy holds. */
const OPEN = "\uE000";

/**
 * The literal statements of a policy whose others hold expressions, each with its place in the whole. Undefined where
 * that is not known: an expression makes up the whole text, stands outside of a statement, or decides what of the
 * text counts (`%{ if … }`).
 */
export function literalStatements(text: string, name: string): Policy | undefined {
  const masked = isExpression(text) ? withoutExpressions(text) : undefined;
  if (masked === undefined) return undefined;
  try {
    const document = fieldsOf(JSON.parse(unescaped(masked)));
    const { Statement: _, ...head } = document;
    const written = [field(document, "Statement")].flat<Json[]>();
    if (written.every((one) => typeof one !== "object") || isOpen(head)) return undefined;
    const literal = written.filter((one) => !isOpen(one));
    const policy = parsePolicy({ ...head, Statement: literal }, name);
    const statements = policy.statements.map((one, i) => ({ ...one, index: written.indexOf(literal[i]) }));
    return { ...policy, statements };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof PolicyError)) throw error;
    return undefined;
  }
}

/** The text with one character in the place of each expression; undefined where it holds a directive or ends within one. */
function withoutExpressions(text: string): string | undefined {
  if (/(?<!%)(?:%%)*%\{/.test(text) || text.includes(OPEN)) return undefined;
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
    const escaped = text[at - 1] === "$" && at - 1 >= from;
    const end = escaped ? at + 2 : endOfExpression(text, at + 1);
    if (end === undefined) return undefined;
    parts.push(text.slice(from, escaped ? end : at), escaped ? "" : OPEN);
    from = end;
  }
  return parts.join("") + text.slice(from);
}

/** @param start Where the expression's brace opens. */
function endOfExpression(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return undefined;
}

function isOpen(value: Json): boolean {
  return JSON.stringify(value).includes(OPEN);
}
