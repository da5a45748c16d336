import { everyKeyBelow, type Rule, type Rules, textsBelow, wrongKey, wrongValue } from "./raw";

/**
 * Texts that CDKTF takes for placeholders of its own: it would stumble over them, or put something else in their place.
 * Source: `tokens/token.ts` and `tokens/private/encoding.ts`, cdktf 0.21.
 */
function isToken(text: string): boolean {
  if (/\{TfToken\[|^(?:String|Any) Map Token Value$/.test(text)) return true;
  // Bounded, since a run of digits would take quadratic time.
  return [...text.matchAll(/[-|\d.+]{1,400}e[-|\d.eE+]{1,400}/g)].some(([number]) =>
    isNumberToken(Number.parseFloat(number)),
  );
}

/** A number whose sign and exponent are the mark of a token, as of -8.109562212591383e+298. */
function isNumberToken(number: number): boolean {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, number);
  return bits.getUint16(0) === 0xfdff;
}

const ALLOWED = "a text that CDKTF does not take for a placeholder of its own";

const textsAreNoTokens: Rule = function* (raw) {
  for (const { path, value } of textsBelow(raw)) if (isToken(value)) yield wrongValue(raw, path, ALLOWED);
  for (const { path, value } of everyKeyBelow(raw)) if (isToken(value)) yield wrongKey(path, ALLOWED);
};

/** The rule of texts that CDKTF cannot carry. */
export const tokenRules: Rules = { "cdktf-token": textsAreNoTokens };
