/**
 * Values, texts and layout in the Terraform language, as `terraform fmt` leaves them.
 * Source: "Expressions: types and values, strings and templates" and "Style conventions", Terraform language documentation.
 */

/** Longest line of a module. */
const WIDTH = 120;

/** A text as a quoted literal, with nothing in it evaluated. */
export function hclString(text: string): string {
  return hclLiteral(text.replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{"));
}

/** A text as a quoted literal whose `${…}` Terraform evaluates; quotes stand unescaped within them. */
export function hclTemplate(text: string): string {
  const parts = text.split(/(\$\{(?:[^{}"]|"[^"]*")*\})/);
  return `"${parts.map((part, index) => (index % 2 === 1 ? part : hclLiteral(part).slice(1, -1))).join("")}"`;
}

function hclLiteral(text: string): string {
  return JSON.stringify(text);
}

/** A value on one line: `{ names = ["a"], count = 1 }`. */
export function hclValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hclValue).join(", ")}]`;
  if (typeof value === "string") return hclString(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${hclKey(key)} = ${hclValue(entry)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** An attribute's name within an object. */
export function hclKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : hclTemplate(key);
}

/** An attribute: its name and the lines of its expression. */
export type Attribute = readonly [name: string, lines: readonly string[]];

/** Attributes with the equals signs of those that stand together one below the other. */
export function hclAttributes(attributes: readonly Attribute[]): string[] {
  const opens = attributes.map(([, [first = ""]]) => /[[({]$/.test(first));
  return attributes.flatMap(([name, [first = "", ...rest]], index) => {
    let [from, to] = [index, index + 1];
    while (!opens[index] && from > 0 && !opens[from - 1]) from -= 1;
    while (!opens[index] && to < attributes.length && !opens[to]) to += 1;
    const width = Math.max(...attributes.slice(from, to).map(([other]) => other.length));
    return [`${opens[index] ? name : name.padEnd(width)} = ${first}`, ...rest];
  });
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** A text broken into lines between its words; `${…}` stays whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of splitAt(text, " ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * An expression as the lines of an attribute's value.
 *
 * @param room Columns to the left of it.
 */
export function hclExpression(expression: string, room: number): string[] {
  if (room + expression.length <= WIDTH) return [expression];
  const lines = layOut(expression, WIDTH - room);
  // Only within brackets does an expression go over several lines.
  return opensBracket(lines) ? lines : ["(", ...indented(layOut(expression, WIDTH - room)), ")"];
}

function opensBracket(lines: readonly string[]): boolean {
  return lines.length > 1 && /[[({]$/.test(lines[0] ?? "") && lines.slice(1, -1).every((line) => /^\s/.test(line));
}

function layOut(expression: string, width: number): string[] {
  if (expression.length <= width) return [expression];
  const [condition = "", ...branches] = splitAt(expression, " ? ");
  const [whenTrue, ...whenFalse] = splitAt(branches.join(" ? "), " : ");
  if (whenTrue !== undefined && whenFalse.length > 0) {
    return [`${condition} ? ${whenTrue} :`, ...layOut(whenFalse.join(" : "), width)];
  }
  for (const operator of ["||", "&&"]) {
    const parts = splitAt(expression, ` ${operator} `);
    if (parts.length > 1) {
      return parts.flatMap((part, index) => {
        const lines = layOut(part, width - 3);
        return index === parts.length - 1 ? lines : [...lines.slice(0, -1), `${lines.at(-1) ?? ""} ${operator}`];
      });
    }
  }
  return brackets(expression, width);
}

/** Breaks the longest bracket of an expression that has one. */
function brackets(expression: string, width: number): string[] {
  if (expression.startsWith('"') && endOfString(expression, 0) === expression.length - 1) {
    return ['join("", [', ...pieces(expression.slice(1, -1), width - 6).map((piece) => `  ${unquoted(piece)},`), "])"];
  }
  const [open, close] = longestBracket(expression);
  if (open < 0) return [expression];
  let [head, inner, tail] = [expression.slice(0, open + 1), expression.slice(open + 1, close), expression.slice(close)];
  // can(regex(…)) opens and closes both at once.
  for (let call = wholeCall(inner); call !== undefined; call = wholeCall(inner)) {
    [head, inner, tail] = [head + call, inner.slice(call.length, -1), inner.slice(-1) + tail];
  }
  return [head, ...indented(contents(head.slice(-1), inner.trim(), width - 2)), tail];
}

/** What an expression opens with, `regex(`, where that closes at its very end. */
function wholeCall(expression: string): string | undefined {
  const call = /^\w*[[{(]/.exec(expression)?.[0];
  const [open, close] = longestBracket(expression);
  return call !== undefined && open === call.length - 1 && close === expression.length - 1 ? call : undefined;
}

/** A piece of a text as an expression; a lone reference needs no quotes. */
function unquoted(piece: string): string {
  return /^\$\{([^{}]*)\}$/.exec(piece)?.[1] ?? `"${piece}"`;
}

/** A text in pieces, broken behind characters that separate; escapes and templates stay whole. */
function pieces(text: string, width: number): string[] {
  const parts: string[] = [""];
  for (const [token] of text.matchAll(/(?:\\.|\$\{[^}]*\}|[^|/:\\])*[|/:]?/g)) {
    const last = parts.at(-1) ?? "";
    if (last.length + token.length <= width) parts[parts.length - 1] = last + token;
    else parts.push(token);
  }
  return parts.filter((part) => part !== "");
}

function contents(bracket: string, inner: string, width: number): string[] {
  const [loop, ...body] = inner.startsWith("for ") ? splitAt(inner, " : ") : [];
  if (loop !== undefined) return [`${loop} :`, ...layOut(body.join(" : "), width)];
  const entries = splitAt(inner, ", ");
  if (bracket === "{") {
    return hclAttributes(
      entries.map((entry) => {
        const [name = "", ...value] = entry.split(" = ");
        return [name, layOut(value.join(" = "), width - name.length - 3)];
      }),
    );
  }
  if (bracket === "[" && entries.every((entry) => entry.startsWith('"'))) return wrapped(`${inner},`, width);
  return entries.flatMap((entry, index) => {
    const lines = layOut(entry, width - 1);
    const comma = bracket === "[" || index < entries.length - 1 ? "," : "";
    return [...lines.slice(0, -1), `${lines.at(-1) ?? ""}${comma}`];
  });
}

function longestBracket(expression: string): [open: number, close: number] {
  let longest: [number, number] = [-1, -1];
  let [depth, open] = [0, 0];
  for (const { char, index } of outsideStrings(expression)) {
    if ("([{".includes(char)) {
      if (depth === 0) open = index;
      depth += 1;
    } else if (")]}".includes(char)) {
      depth -= 1;
      if (depth === 0 && index - open > longest[1] - longest[0]) longest = [open, index];
    }
  }
  return longest;
}

/** A type constraint as the lines of an attribute's value: each member of an object on a line of its own. */
export function hclType(type: string): string[] {
  const open = type.indexOf("object({");
  if (open < 0) return [type];
  const end = type.lastIndexOf("})");
  const members = splitAt(type.slice(open + 8, end).trim(), ", ").map((member): Attribute => {
    const [name = "", ...rest] = member.split(" = ");
    return [name, hclType(rest.join(" = "))];
  });
  return [type.slice(0, open + 8), ...indented(hclAttributes(members)), type.slice(end)];
}

/** Splits at a separator that stands in no bracket, string or template. */
function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (const { char, index } of outsideStrings(text)) {
    if ("([{".includes(char)) depth += 1;
    else if (")]}".includes(char)) depth -= 1;
    else if (depth === 0 && text.startsWith(separator, index) && index >= from) {
      parts.push(text.slice(from, index));
      from = index + separator.length;
    }
  }
  return [...parts, text.slice(from)];
}

/** The characters of an expression that stand outside quoted texts. */
function* outsideStrings(text: string): Generator<{ readonly char: string; readonly index: number }> {
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '"') index = endOfString(text, index);
    else yield { char, index };
  }
}

/** The position of the quote that ends the text that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === '"') return index;
    else if (text.startsWith("$${", index)) index += 2;
    else if (text.startsWith("${", index)) {
      let depth = 1;
      for (index += 2; depth > 0 && index < text.length; index += 1) {
        const char = text[index];
        if (char === '"') index = endOfString(text, index);
        else if (char === "{") depth += 1;
        else if (char === "}") depth -= 1;
      }
      index -= 1;
    }
  }
  return text.length;
}
