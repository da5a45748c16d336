import Ajv from "ajv";
import { must } from "./command";
import reviewSchema from "../../review/review.schema.json";
import sarifSchema from "../../__tests__/review/render/sarif-2.1.0.schema.json";
import { SCRIPT } from "../../review/render/html-script";
import { STYLE } from "../../review/render/html-style";
import { PLANTED } from "./inputs/hostile";

const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
const { $schema: _, ...reviewForm } = reviewSchema;
const { $schema: _draft, id: _id, ...sarifForm } = sarifSchema;
const [isReview, isSarif] = [ajv.compile(reviewForm), ajv.compile(sarifForm)];

export const FORMATS = ["json", "sarif", "markdown", "html"] as const;
export type Format = (typeof FORMATS)[number];

/** Holds that a review's text is of its format, and that nothing from outside acts in it. */
export const holdFormat: Readonly<Record<Format, (text: string) => void>> = {
  json: (text) => {
    must(isReview(JSON.parse(text)), `not of the review's schema: ${ajv.errorsText(isReview.errors)}`);
  },
  sarif: (text) => {
    must(isSarif(JSON.parse(text)), `not of SARIF's schema: ${ajv.errorsText(isSarif.errors)}`);
  },
  markdown: (text) => {
    must(text.length <= 65_536, `a comment of ${text.length} characters`);
    must(text.startsWith("<!-- ssps review -->"), "the marker does not stand first");
    must(!text.includes("<!--", 1), "a second comment");
    const ours = text
      .slice("<!-- ssps review -->".length)
      .replace(/^```diff\n[^]*?^```$/gm, "")
      .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "")
      .replace(/<\/?(?:details|summary)>/g, "");
    must(!ours.includes(PLANTED), `text from outside stands free: ${where(ours)}`);
    must(!/[<>@[\]`\\]/.test(ours), `a sign that acts in Markdown: ${where(ours, /[<>@[\]`\\]/)}`);
    const tables = text.split(/\n(?!\|)/).map((part) => part.split("\n").filter((line) => line.startsWith("|")));
    const uneven = tables.find((lines) => new Set(lines.map((line) => line.split("|").length)).size > 1);
    must(uneven === undefined, `a table whose rows have other cells than its head: ${uneven?.[0]}`);
  },
  html: (text) => {
    const body = text.replace(`<style>${STYLE}</style>`, "").replace(`<script>${SCRIPT}</script>`, "");
    must(body.length === text.length - STYLE.length - SCRIPT.length - 32, "another style or script");
    const [, details] = /<script type="application\/json" id="details">([^<]*)<\/script>/.exec(body) ?? [];
    const tags =
      body.replace(`<script type="application/json" id="details">${details ?? ""}</script>`, "").match(/<[^>]*>?/g) ??
      [];
    const foreign = tags.find((tag) => !TAG.test(tag));
    must(foreign === undefined, `a tag from outside: ${foreign}`);
    if (details !== undefined) JSON.parse(details);
    must(!/&(?!amp;|lt;|gt;|quot;|#39;)/.test(body), "an entity from outside");
  },
};

const ELEMENTS =
  "html head meta title body header h1 h2 span p main article ul li div code details summary dl dt dd footer form " +
  "label input fieldset legend output ins del button h3 option section select table tbody td th thead tr";
/** A name from outside stands only in attributes that are text, never in one that is followed or performed. */
const TAG = new RegExp(
  `^<(?:!doctype html|/?(?:${ELEMENTS.replaceAll(" ", "|")})(?: (?:(?:aria-label|data-[a-z]+|value|title)="[^"<>]*"|` +
    `(?:(?!on)[a-z-]+)(?:="(?:(?!${PLANTED})[^"<>])*")?))*)>$`,
);

function where(text: string, sign = new RegExp(PLANTED)): string {
  const at = text.search(sign);
  return JSON.stringify(text.slice(Math.max(0, at - 80), at + 80));
}
