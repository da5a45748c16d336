/**
 * Puts what is generated between the lines of a page that mark its place: `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
 *
 * @param page The page's path, for the message.
 * @param name What stands there; behind a comma, which the last line leaves out, where it comes from.
 * @throws Error where the page lacks the lines.
 */
export function withSection(page: string, text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- begin: ${name} -->`, `<!-- end: ${name.replace(/,.*/, "")} -->`];
  const [head, ...rest] = text.split(begin);
  const [, ...tail] = rest.join(begin).split(end);
  if (head === undefined || tail.length === 0) throw new Error(`${page} lacks the lines ${begin} and ${end}`);
  return `${head}${begin}\n\n${content}\n\n${end}${tail.join(end)}`;
}
