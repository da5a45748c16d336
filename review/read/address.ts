/**
 * Splits an address or a reference at the periods that are not within a key in brackets, which may hold any text in
 * quotes: `module.a["x.y"].aws_iam_role.b` → `module`, `a["x.y"]`, `aws_iam_role`, `b`. One pass, whatever the text is.
 */
export function addressSegments(address: string): string[] {
  const segments: string[] = [];
  let start = 0;
  let quoted = false;
  let bracketed = false;
  for (let at = 0; at < address.length; at++) {
    const character = address[at];
    if (quoted) {
      if (character === "\\") at++;
      else if (character === '"') quoted = false;
    } else if (bracketed) {
      if (character === '"') quoted = true;
      else if (character === "]") bracketed = false;
    } else if (character === "[") bracketed = true;
    else if (character === ".") {
      segments.push(address.slice(start, at));
      start = at + 1;
    }
  }
  segments.push(address.slice(start));
  return segments;
}

/** The address without the key of its last segment: `aws_iam_role.a["x"]` → `aws_iam_role.a`. */
export function withoutKey(address: string): string {
  if (!address.endsWith("]")) return address;
  const segments = addressSegments(address);
  const last = segments.pop() ?? "";
  const key = last.indexOf("[");
  return [...segments, key < 0 ? last : last.slice(0, key)].join(".");
}

/** The address without any key: `module.a["x"].aws_iam_role.b[0]` → `module.a.aws_iam_role.b`. */
export function withoutKeys(address: string): string {
  return addressSegments(address).map(withoutKey).join(".");
}

/** Modules within modules beyond these are followed no further. */
const MAX_MODULES = 64;

/** `module.a["x"].module.b.aws_iam_role.c[0]` → modules `module.a["x"]`, `module.b`; resource `aws_iam_role.c`. */
export function splitAddress(address: string): { modules: string[]; resource: string } {
  const segments = addressSegments(address);
  const modules: string[] = [];
  let at = 0;
  for (; segments[at] === "module" && at + 1 < segments.length && modules.length < MAX_MODULES; at += 2)
    modules.push(`module.${segments[at + 1] ?? ""}`);
  return { modules, resource: withoutKey(segments.slice(at).join(".")) };
}
