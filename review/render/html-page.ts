import { createHash } from "node:crypto";
import { htmlName } from "./escape";

/** A page that needs nothing else: it works from a file, without network. */
export interface HtmlPage {
  /** Text, not HTML. */
  readonly title: string;
  readonly style: string;
  readonly script: string;
  /** HTML in which every name is escaped. */
  readonly body: string;
}

/** Writes a page. Its content security policy lets nothing run but its own script, and asks nobody for anything. */
export function htmlPage({ title, style, script, body }: HtmlPage): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlName(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}

/** How a content security policy names an inline style or script. */
function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
