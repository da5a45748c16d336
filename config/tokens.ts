import { at, type Path, type Rule, type Rules, textsBelow, wrong, wrongKey } from "./raw";

/**
 * Texts that CDKTF takes for placeholders of its own: it would stumble over them, or put something else in their place.
 * Source: `tokens/token.ts` and `tokens/private/encoding.ts`, cdktf 0.21.
 */
function isToken(text: string): boolean {
  if (/\{TfToken\[|^(?:String|Any) Map Token Value$/.test(text)) return true;
  return [...text.matchAll(/[-|\d.+]+e[-|\d.eE+]+/g)].some(([number]) => isNumberToken(Number.parseFloat(number)));
}

/** A number whose sign and exponent are the mark of a token, as of -8.109562212591383e+298. */
function isNumberToken(number: number): boolean {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, number);
  return bits.getUint16(0) === 0xfdff;
}

const ALLOWED = "a text that CDKTF does not take for a placeholder of its own";

const textsAreNoTokens: Rule = function* (raw) {
  for (const { path, value } of textsBelow(raw)) {
    if (isToken(value)) yield wrong(raw, path, ALLOWED);
  }
  for (const path of TAGS) {
    const map = at(raw, path);
    const keys = typeof map === "object" && map !== null ? Object.keys(map).filter(isToken) : [];
    for (const key of keys) yield wrongKey([...path, key], ALLOWED);
  }
};

/** The maps whose keys a file chooses freely. */
const TAGS: readonly Path[] = [
  ["tags"],
  ["roles", "admin", "tags"],
  ["roles", "execution", "tags"],
  ["workforce", "tags"],
];

/** The rule of texts that CDKTF cannot carry. */
export const tokenRules: Rules = { "cdktf-token": textsAreNoTokens };
