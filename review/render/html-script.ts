/**
 * What the page does by itself: it filters the entries, groups them and opens them all, and puts the details of very many
 * entries in place when they are opened. Without it every entry is there, in one order, and opens by itself.
 */
export const SCRIPT = `
const form = document.querySelector("form");
document.getElementById("scripts")?.remove();
const data = document.getElementById("details");
let details;
const deferredOf = (element) => (details ??= JSON.parse(data.textContent))[element.dataset.body];
document.querySelector("main").addEventListener("toggle", ({ target }) => {
  if (target.dataset.body === undefined) return;
  target.insertAdjacentHTML("beforeend", deferredOf(target));
  delete target.dataset.body;
}, true);

if (form) {
  const rows = document.getElementById("rows");
  const sections = [...rows.children].map((section) => ({ section, entries: [...section.querySelectorAll("article")] }));
  const entries = sections.flatMap((section) => section.entries);
  const count = (entry) => Number(entry.dataset.rows);
  const total = entries.reduce((sum, entry) => sum + count(entry), 0);

  // The text of thousands of entries is read when somebody first looks for some.
  const CHARACTERS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&[#\\w]+;/g, (entity) => CHARACTERS[entity] ?? entity);
  const wholeText = (entry) => {
    const deferred = entry.querySelector("[data-body]");
    return (entry.textContent + (deferred ? plain(deferredOf(deferred)) : "")).toLowerCase();
  };
  let texts;
  const textOf = (i) => (texts ??= entries.map(wholeText))[i];

  const filter = () => {
    const data = new FormData(form);
    const words = String(data.get("text")).toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const [verdicts, risks, account] = [data.getAll("verdict"), data.getAll("risk"), data.get("account") ?? "all"];
    let shown = 0;
    entries.forEach((entry, i) => {
      const { verdict, risk, account: own } = entry.dataset;
      const fits = verdicts.includes(verdict) && risks.includes(risk) && (account === "all" || account === "in " + own);
      entry.hidden = !fits || !words.every((word) => textOf(i).includes(word));
      if (!entry.hidden) shown += count(entry);
    });
    for (const section of rows.children) section.hidden = !section.querySelector("article:not([hidden])");
    form.querySelector("output").value = shown + " of " + total + " shown";
  };

  const headings = {
    account: (entry) => entry.dataset.account === "" ? "Account not known" : "Account " + entry.dataset.account,
    risk: (entry) => "Risk: " + entry.dataset.risk,
    verdict: (entry) => "Verdict: " + entry.dataset.verdict,
  };

  const group = () => {
    const heading = headings[new FormData(form).get("group")];
    // What is out of the page is moved faster.
    rows.replaceChildren();
    if (!heading) {
      for (const { section, entries: own } of sections) section.append(...own);
      rows.append(...sections.map(({ section }) => section));
      return;
    }
    const groups = new Map();
    for (const entry of entries) {
      const title = heading(entry);
      const section = groups.get(title) ?? document.createElement("section");
      if (!groups.has(title)) section.append(Object.assign(document.createElement("h2"), { textContent: title }));
      groups.set(title, section);
      section.append(entry);
    }
    rows.append(...groups.values());
  };

  form.addEventListener("input", (event) => {
    if (event.target.name === "group") group();
    filter();
  });
  form.addEventListener("click", ({ target }) => {
    if (target.name !== "open") return;
    for (const entry of entries) if (!entry.hidden) entry.querySelector("details").open = target.value === "all";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  // A browser that goes back to the page brings the form as it was left.
  group();
  filter();
}
`;
