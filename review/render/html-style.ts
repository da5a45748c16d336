/** The look of the page. Colours keep a contrast of at least 4.5 to 1, dark and light. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fff; --card: #f6f7f9; --line: #c9ced6; --text: #1a1d21; --soft: #50575f;
  --widened: #a4161a; --unknown: #7a4d00; --changed: #1d4e89; --narrowed: #1b6534; --focus: #1d4e89; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --card: #1e2226; --line: #3d444c; --text: #e8eaed;
  --soft: #aab2bb; --widened: #ff8a80; --unknown: #f2bd57; --changed: #8ab8f0; --narrowed: #7fd399; --focus: #8ab8f0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1.15rem; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.5; min-width: 0; }
code { font: 0.92em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; unicode-bidi: isolate; }
.widened { color: var(--widened); } .unknown { color: var(--unknown); }
.changed { color: var(--changed); } .narrowed, .none { color: var(--narrowed); }
form { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center; margin: 1rem 0; padding: 0.75rem 1rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
form[hidden], [hidden] { display: none; }
input, select, button { font: inherit; color: inherit; }
input[type="search"], select, button { background: var(--page); border: 1px solid var(--soft); border-radius: 4px;
  padding: 0.25rem 0.5rem; }
input[type="search"] { width: min(22rem, 70vw); }
select { max-width: min(22rem, 60vw); }
button { cursor: pointer; }
fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; border: 0; margin: 0; padding: 0; }
legend { float: inline-start; padding: 0; margin-inline-end: 0.75rem; }
.count, legend { color: var(--soft); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.overview { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; align-items: start; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.15rem 0.7rem; border-bottom: 1px solid var(--line); text-align: end; }
th:first-child { text-align: start; padding-inline-start: 0; font-weight: 400; }
thead th:first-child { color: var(--soft); }
.notices { margin: 0.75rem 0; padding: 0.6rem 1rem 0.6rem 2rem; border: 1px solid var(--unknown); border-radius: 6px; }
article { margin: 0.4rem 0; background: var(--card); border: 1px solid var(--line); border-radius: 6px;
  border-inline-start: 5px solid currentColor; content-visibility: auto; contain-intrinsic-size: auto 4.2rem; }
article[data-verdict="widened"] { border-inline-start-color: var(--widened); }
article[data-verdict="unknown"] { border-inline-start-color: var(--unknown); }
article[data-verdict="changed"] { border-inline-start-color: var(--changed); }
article[data-verdict="narrowed"] { border-inline-start-color: var(--narrowed); }
article > details > summary { display: grid; grid-template-columns: 6.2rem 8.2rem minmax(0, 1fr) fit-content(45%); gap: 0.1rem 0.6rem; align-items: baseline;
  padding: 0.55rem 1rem; color: var(--text); font-size: 1rem; list-style: none; }
article > details > summary::-webkit-details-marker { display: none; }
article > details > summary:hover { background: var(--page); }
article > details > :not(summary) { margin-inline: 1rem; }
.verdict { font-weight: 700; white-space: nowrap; }
.verdict::before { content: "▸ " / ""; color: var(--soft); }
details[open] > summary > .verdict::before { content: "▾ " / ""; }
.brief { grid-column: 3 / -1; color: var(--soft); font-size: 0.9em; }
.place { color: var(--soft); font-size: 0.9em; text-align: end; }
details[open] > summary > .brief { display: none; }
.risk { justify-self: start; border: 1px solid var(--soft); border-radius: 4px; padding: 0 0.35rem; font-size: 0.85em;
  font-weight: 600; white-space: nowrap; }
.flag { white-space: nowrap; border-radius: 4px; padding: 0 0.35rem; font-size: 0.8em; font-weight: 600; color: var(--page); background: var(--soft); }
article ul { list-style: none; margin-block: 0.4rem; padding: 0; }
article details > ul > li { display: flex; gap: 0.6rem; padding: 0.5rem 0; border-top: 1px solid var(--line); }
li > div { min-width: 0; }
li p { margin: 0.2rem 0 0; }
.sign { font-weight: 700; width: 1ch; flex: none; }
.addresses, .statement, .names { margin-block: 0.2rem 0; color: var(--soft); font-size: 0.9em; }
.proof { border-inline-start: 3px solid var(--line); padding-inline-start: 0.6rem; }
summary { cursor: pointer; color: var(--soft); font-size: 0.9em; }
.edits { margin-block: 0.4rem 0.8rem; }
.edits ul { margin: 0.1rem 0 0.5rem; padding-inline-start: 1rem; }
.edits li { display: block; border: 0; padding: 0; }
ins { color: var(--widened); text-decoration: none; } del { color: var(--narrowed); text-decoration: none; }
@media (max-width: 40rem) {
  article > details > summary { grid-template-columns: auto 1fr; padding-inline: 0.7rem; }
  h3, .brief, .place { grid-column: 1 / -1; text-align: start; }
}
footer { margin-top: 2rem; color: var(--soft); font-size: 0.9em; }
dt { font-weight: 600; } dd { margin: 0 0 0.4rem 1rem; }
`;
