import { Lazy, Token } from "cdktf";

/**
 * A Terraform expression where a construct takes a text. It is a token, so a construct that looks into the text can
 * tell (`Token.isUnresolved`) that nothing is to be seen yet.
 */
export function expression(text: string): string {
  return Lazy.stringValue({ produce: () => `\${${text}}` });
}

/** The same where a construct takes a number. */
export function numberExpression(text: string): number {
  return Token.asNumber(Lazy.anyValue({ produce: () => `\${${text}}` }));
}

/** The same where a construct takes a list of texts, which it hands to one attribute as it is. */
export function listExpression(text: string): string[] {
  return Token.asList(Lazy.anyValue({ produce: () => `\${${text}}` }));
}
