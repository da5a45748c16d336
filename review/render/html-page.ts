/** The look of the page. Colours keep a contrast of at least 4.5 to 1, dark and light. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fff; --card: #f6f7f9; --line: #c9ced6; --text: #1a1d21; --soft: #50575f;
  --widened: #a4161a; --unknown: #7a4d00; --changed: #1d4e89; --narrowed: #1b6534; --focus: #1d4e89; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --card: #1e2226; --line: #3d444c; --text: #e8eaed;
  --soft: #aab2bb; --widened: #ff8a80; --unknown: #f2bd57; --changed: #8ab8f0; --narrowed: #7fd399; --focus: #8ab8f0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 66rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 0; font-size: 1.05rem; line-height: 1.5; }
code { font: 0.92em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; unicode-bidi: isolate; }
.widened { color: var(--widened); } .unknown { color: var(--unknown); }
.changed { color: var(--changed); } .narrowed, .none { color: var(--narrowed); }
form { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: center; margin: 1rem 0; }
form[hidden], [hidden] { display: none; }
input[type="search"] { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft);
  border-radius: 4px; padding: 0.3rem 0.5rem; width: min(22rem, 80vw); }
fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; border: 0; margin: 0; padding: 0; }
legend { position: absolute; clip-path: inset(50%); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.counts { display: flex; gap: 1.25rem; padding: 0; list-style: none; font-weight: 600; }
form:not([hidden]) + .counts { display: none; }
article { margin: 1rem 0; padding: 0.9rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px;
  border-inline-start: 5px solid currentColor; }
article[data-verdict="widened"] { border-inline-start-color: var(--widened); }
article[data-verdict="unknown"] { border-inline-start-color: var(--unknown); }
article[data-verdict="changed"] { border-inline-start-color: var(--changed); }
article[data-verdict="narrowed"] { border-inline-start-color: var(--narrowed); }
article > ul { list-style: none; margin: 0.6rem 0 0; padding: 0; }
article > ul > li { display: flex; gap: 0.6rem; padding: 0.5rem 0; border-top: 1px solid var(--line); }
li > div { min-width: 0; }
li p { margin: 0.2rem 0 0; }
.sign { font-weight: 700; width: 1ch; flex: none; }
.risk { border: 1px solid var(--soft); border-radius: 4px; padding: 0 0.35rem; font-size: 0.85em; font-weight: 600; }
.addresses, .statement { margin: 0.2rem 0 0; color: var(--soft); font-size: 0.9em; }
.proof { border-inline-start: 3px solid var(--line); padding-inline-start: 0.6rem; }
article > details { margin-top: 0.4rem; }
summary { cursor: pointer; color: var(--soft); font-size: 0.9em; }
details ul { list-style: none; margin: 0.1rem 0 0.5rem; padding-inline-start: 1rem; }
ins { color: var(--widened); text-decoration: none; } del { color: var(--narrowed); text-decoration: none; }
footer { margin-top: 2rem; color: var(--soft); font-size: 0.9em; }
dt { font-weight: 600; } dd { margin: 0 0 0.4rem 1rem; }
`;

/** Filters the rows: every word of the text must occur in a row, and its verdict be ticked. */
export const SCRIPT = `
const form = document.querySelector("form");
if (form) {
  const rows = [...document.querySelectorAll("article")].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const show = () => {
    const data = new FormData(form);
    const words = String(data.get("text")).toLowerCase().split(/\\s+/);
    const verdicts = data.getAll("verdict");
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !verdicts.includes(row.dataset.verdict) || !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    form.querySelector("output").value = shown + " of " + rows.length + " shown";
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
}
`;
