/** The look of the pages. Colours keep a contrast of at least 4.5 to 1, dark and light. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fff; --card: #f5f7fa; --line: #d3d8df; --text: #191d22; --soft: #4d555e;
  --accent: #17518f; --yes: #1b6534; --no: #a4161a; --warn: #7a4d00; --track: #dfe4ea; --low: #2f7dc4; --high: #b7791f; }
@media (prefers-color-scheme: dark) { :root { --page: #13161a; --card: #1c2025; --line: #39414a; --text: #e8eaed;
  --soft: #aeb6bf; --accent: #8ab8f0; --yes: #7fd399; --no: #ff8a80; --warn: #f2bd57; --track: #323940; --low: #5b9fdf; --high: #e0a63f; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 3.5rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; max-width: 84rem; padding: 2rem 1.5rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 2rem; line-height: 1.15; }
h2 { margin: 0 0 0.75rem; font-size: 1.3rem; line-height: 1.25; }
h2 small, summary small { font-size: 0.95rem; font-weight: 400; color: var(--soft); }
small { font-size: 0.85em; color: var(--soft); }
a { color: var(--accent); }
header p { margin: 0.25rem 0; color: var(--soft); }
.kicker { text-transform: uppercase; letter-spacing: 0.08em; font-size: 0.8rem; font-weight: 600; }
code { font: 0.88em/1.45 ui-monospace, "DejaVu Sans Mono", monospace; unicode-bidi: isolate; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.facts { list-style: none; display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.75rem; margin: 1.25rem 0; padding: 0; }
.facts a { display: block; height: 100%; padding: 0.75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
  color: var(--soft); text-decoration: none; font-size: 0.9rem; }
.facts a:hover { border-color: var(--accent); }
.facts strong { display: block; font-size: 1.5rem; line-height: 1.2; color: var(--text); }
.roles { display: flex; flex-wrap: wrap; gap: 0.5rem 2.5rem; margin: 0; }
dt { color: var(--soft); font-size: 0.9rem; } dd { margin: 0; }
nav { position: sticky; top: 0; z-index: 1; margin: 1.25rem -1.5rem 0; padding: 0 1.5rem; background: var(--page); border-block: 1px solid var(--line); }
nav ul { display: flex; gap: 0.25rem 1.25rem; overflow-x: auto; list-style: none; margin: 0; padding: 0.5rem 0; }
nav a { display: block; white-space: nowrap; padding: 0.1rem 0; text-decoration: none; font-size: 0.95rem; }
nav a:hover { text-decoration: underline; }
section { margin-top: 2.5rem; }
form { display: flex; flex-wrap: wrap; gap: 0.6rem 1.25rem; align-items: end; margin: 0 0 1rem; padding: 0.9rem 1rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; }
[hidden] { display: none !important; }
label { display: grid; gap: 0.15rem; font-size: 0.85rem; color: var(--soft); min-width: 0; }
input, select, button { font: inherit; font-size: 0.95rem; color: var(--text); background: var(--page); border: 1px solid var(--soft);
  border-radius: 5px; padding: 0.3rem 0.5rem; max-width: 100%; }
select { max-width: 15rem; } input { width: 15rem; }
button { cursor: pointer; } button:hover { border-color: var(--accent); color: var(--accent); }
output { color: var(--soft); font-size: 0.9rem; padding-block: 0.35rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.93rem; }
caption { text-align: start; color: var(--soft); font-size: 0.9rem; padding-bottom: 0.4rem; }
th { text-align: start; font-weight: 600; color: var(--soft); font-size: 0.85rem; }
th, td { padding: 0.45rem 0.75rem 0.45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:hover { background: var(--card); }
tr.absent { color: var(--soft); }
td:empty::after { content: "–"; color: var(--soft); }
#statements { table-layout: fixed; }
#statements th:nth-child(1) { width: 12%; } #statements th:nth-child(2) { width: 5rem; } #statements th:nth-child(3) { width: 23%; }
#statements th:nth-child(4) { width: 24%; } #statements th:nth-child(5) { width: 20%; }
.names { list-style: none; margin: 0; padding: 0; }
.more summary, td summary { font-size: 0.85em; }
summary { cursor: pointer; color: var(--accent); }
q { quotes: "“" "”"; font-style: italic; }
.yes { color: var(--yes); font-weight: 600; white-space: nowrap; } .no { color: var(--no); font-weight: 600; white-space: nowrap; }
.warning { color: var(--warn); } .note { color: var(--soft); font-size: 0.93rem; }
.list { margin: 0; padding-inline-start: 1.2rem; }
.gauge { display: flex; gap: 0.75rem; align-items: center; min-width: 8rem; }
.gauge svg { flex: 1; height: 0.7rem; border-radius: 4px; } .gauge span { width: 3.2rem; text-align: end; font-variant-numeric: tabular-nums; }
.track { fill: var(--track); } .low { fill: var(--low); } .high { fill: var(--high); } .full { fill: var(--no); } .mark { fill: var(--text); }
.time { display: block; width: 100%; min-width: 9rem; height: 1.1rem; }
.time .running, .time .permanent { fill: var(--yes); } .time .coming { fill: var(--low); } .time .expired { fill: var(--soft); opacity: 0.6; } .now { fill: var(--no); }
.state { font-weight: 600; } .state.running { color: var(--yes); } .state.permanent { color: var(--warn); } .state.expired { color: var(--soft); }
.axis { display: flex; justify-content: space-between; color: var(--soft); font-size: 0.85rem; margin: 0.35rem 0 0; }
.policy { border: 1px solid var(--line); border-radius: 8px; margin: 0.4rem 0; padding: 0.5rem 0.9rem; background: var(--card); }
.policy .copy { margin: 0.5rem 0 0; }
pre { margin: 0.6rem 0 0.3rem; max-height: 30rem; overflow: auto; padding: 0.75rem; background: var(--page); border: 1px solid var(--line); border-radius: 6px; overflow-wrap: normal; }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.5rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.9rem; }
@media (max-width: 48rem) {
  body { padding: 1.25rem 1rem 3rem; } nav { margin-inline: -1rem; padding-inline: 1rem; }
  h1 { font-size: 1.6rem; }
  table, tbody, tr, td { display: block; width: auto; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  caption { display: block; }
  tr { margin: 0.6rem 0; padding: 0.5rem 0.8rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
  td { border: 0; padding: 0.15rem 0; } td:empty { display: none; }
  td[data-label]:not([data-label=""])::before { content: attr(data-label) / ""; display: block; color: var(--soft); font-size: 0.8rem; }
  label, input, select { width: 100%; max-width: none; }
}
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --line: #bbb; --text: #000; --soft: #444; --accent: #000; --yes: #1b6534; --no: #a4161a; --warn: #7a4d00; --track: #ddd; --low: #2f7dc4; --high: #b7791f; }
  body { max-width: none; padding: 0; font-size: 9.5pt; } nav, form, .copy { display: none !important; }
  section { break-before: auto; margin-top: 1.2rem; } tr, .facts li { break-inside: avoid; } thead { display: table-header-group; }
  svg { print-color-adjust: exact; } pre { max-height: none; white-space: pre-wrap; }
}
`;
