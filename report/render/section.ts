import { htmlWords } from "../../review/render/escape";

/** A part of the page with a heading of its own. */
export interface Section {
  /** The fragment that the page's navigation leads to. */
  readonly id: string;
  readonly title: string;
  /** What the section says in a few words, beside its heading. @default nothing */
  readonly brief?: string;
  /** HTML. */
  readonly content: string;
}

/** Links to the sections of a page. */
export function navigation(sections: readonly Section[]): string {
  return `<nav aria-label="Sections"><ul>${sections
    .map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`)
    .join("")}</ul></nav>`;
}

export function sectionHtml({ id, title, brief, content }: Section): string {
  return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}${brief === undefined ? "" : ` <small>${htmlWords(brief)}</small>`}</h2>
${content}
</section>`;
}
