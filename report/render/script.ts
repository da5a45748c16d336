/**
 * What the page does by itself: it filters the statements and copies policies. Without it everything is there, and is read
 * from top to bottom.
 */
export const SCRIPT = `
const form = document.querySelector("form");
if (form) {
  const rows = [...document.querySelectorAll("#statements tbody tr")];
  const output = form.querySelector("output");

  // Whether a pattern with * and ? takes a whole text; one pass, with one place to go back to.
  const takes = (pattern, text) => {
    let [p, t, star, mark] = [0, 0, -1, 0];
    while (t < text.length) {
      if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t]) && pattern[p] !== "*") { p++; t++; }
      else if (pattern[p] === "*") { star = p++; mark = t; }
      else if (star >= 0) { p = star + 1; t = ++mark; }
      else return false;
    }
    while (pattern[p] === "*") p++;
    return p === pattern.length;
  };
  const onResource = (row, text) =>
    JSON.parse(row.dataset.resources).some((pattern) => {
      const lower = pattern.toLowerCase();
      return lower.includes(text) || takes(lower, text);
    });

  let texts;
  const textOf = (i) => (texts ??= rows.map((row) => row.textContent.toLowerCase()))[i];
  const filter = () => {
    const data = new FormData(form);
    const words = String(data.get("text")).toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const resource = String(data.get("resource")).trim().toLowerCase();
    const chosen = ["who", "effect", "service", "risk", "clause"].map((name) => [name, data.get(name)]).filter(([, value]) => value !== "");
    let shown = 0;
    rows.forEach((row, i) => {
      const fits = chosen.every(([name, value]) => row.dataset[name].split(" ").includes(value))
        && words.every((word) => textOf(i).includes(word))
        && (resource === "" || onResource(row, resource));
      row.hidden = !fits;
      if (fits) shown++;
    });
    output.value = shown + " of " + rows.length + " shown";
  };
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  // A browser that goes back to the page brings the form as it was left.
  filter();
}

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const code = button.parentElement.querySelector("pre");
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected: copy it with the keyboard";
    }
  });
}

// What is folded is on paper, too.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not(.policy):not([open])")) {
    details.open = true;
    details.dataset.printed = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-printed]")) {
    details.open = false;
    delete details.dataset.printed;
  }
});
`;
