import { htmlName } from "../../review/render/escape";
import type { Report, SizedPolicy } from "../report";
import { code, counted, table } from "./html";
import type { Section } from "./section";

/** How full each policy is. */
export function sizesSection({ policies }: Report): Section {
  const fullest = [...policies].sort((a, b) => share(b) - share(a));
  return {
    id: "sizes",
    title: "Policy sizes",
    brief: "against AWS's limits, fullest first",
    content: table(
      "Characters as IAM counts them; check keeps a tenth of a managed policy free",
      ["Policy", "Size", "Of the limit"],
      fullest.map((policy) => ({
        cells: [
          code(policy.name),
          `${policy.size.toLocaleString("en")} of ${policy.limit.toLocaleString("en")}`,
          gauge(policy),
        ],
      })),
    ),
  };
}

function share({ size, limit }: SizedPolicy): number {
  return Math.min(100, (100 * size) / limit);
}

/** Drawn, so that it is on paper too; the number beside it says the same. */
function gauge(policy: SizedPolicy): string {
  const percent = share(policy);
  const level = percent > 90 ? "full" : percent > 75 ? "high" : "low";
  const allowed = (100 * policy.allowed) / policy.limit;
  return `<span class="gauge"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8"/><rect class="${level}" width="${percent.toFixed(1)}" height="8"/>${allowed < 100 ? `<rect class="mark" x="${allowed.toFixed(1)}" width="0.6" height="8"/>` : ""}</svg> <span>${Math.round(percent)} %</span></span>`;
}

/** Every policy as JSON. */
export function policiesSection({ policies }: Report): Section {
  return {
    id: "policies",
    title: "Policies as JSON",
    brief: counted(policies.length, "policy", "policies"),
    content: policies
      .map(
        ({ name, document }) => `<details class="policy"><summary>${code(name)}</summary>
<button type="button" class="copy" hidden>Copy</button>
<pre tabindex="0" role="region" aria-label="${htmlName(name)}"><code>${JSON.stringify(document, null, 2).split("\n").map(htmlLine).join("\n")}</code></pre>
</details>`,
      )
      .join("\n"),
  };
}

/** Blanks at a line's beginning stay what they are. */
function htmlLine(line: string): string {
  const [, indent = "", text = ""] = /^( *)(.*)$/.exec(line) ?? [];
  return indent + htmlName(text);
}
