import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { visible } from "../../../review/render/escape";
import { renderHtml } from "../../../review/render/html";
import { browserAvailable, newPage, startBrowser } from "../../../scripts/browser";
import { difference, edit, everyVerdict, HOSTILE, hostileRow, loss, review, row } from "./sample";
import { newFolder } from "../../new-folder";

test("without a change it says so, and there is nothing to filter", () => {
  const page = renderHtml(review([]), ["plan.json"]);
  expect(page).toContain("<p>No change to access; compared: 12 principals, resources and security groups.</p>");
  expect(page).not.toMatch(/<form|<article/);
});

test("the page refers to nothing outside of it", () => {
  expect(renderHtml(everyVerdict, ["plan.json"])).not.toMatch(/https?:|\bsrc=|<link|@import|url\(/);
});

const run = browserAvailable() ? describe : describe.skip;

run("in a browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await startBrowser();
    folder = newFolder();
  });
  afterAll(async () => {
    await browser.close();
  });

  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

  /** Opens the page of a review as a file, and holds it to ask for nothing and to break no rule of its policy. */
  async function open(
    of: Parameters<typeof renderHtml>[0],
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; trouble: string[] }> {
    const file = join(folder, "review.html");
    writeFileSync(file, renderHtml(of, ["plan.json"]));
    const page = await newPage(browser, options);
    const trouble: string[] = [];
    const url = pathToFileURL(file).href;
    page.on("request", (request) => {
      if (request.url() !== url) trouble.push(`asks for ${request.url()}`);
    });
    page.on("console", (message) => trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("dialog", (dialog) => {
      trouble.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(url);
    return { page, trouble };
  }

  test("it works from a file, asks for nothing and breaks none of its rules", async () => {
    const { page, trouble } = await open(everyVerdict);
    expect(await page.title()).toBe("Access review: widened");
    expect(await page.locator("article:visible").count()).toBe(5);
    expect(trouble).toEqual([]);
  });

  test("its policy lets no other script or style run", async () => {
    const { page, trouble } = await open(everyVerdict);
    await page.evaluate(`
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='document.title = 1'><p style='color: red'>x</p>");
      document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 2" }));
    `);
    await page.waitForTimeout(50);
    expect(await page.title()).toBe("Access review: widened");
    expect(trouble.join("\n")).toMatch(/img-src|default-src/);
  });

  test.each([
    ["narrowed_role", ["narrowed_role"]],
    ["ROLE iam:passrole", ["widened_role"]],
    ["s3:GetObject", ["changed_role", "narrowed_role"]],
    ["", ["widened_role", "unknown_role", "changed_role", "narrowed_role", "sg-1"]],
    ["no such thing", []],
  ])("the filter %j leaves %j", async (text, names) => {
    const { page, trouble } = await open(everyVerdict);
    await page.getByLabel("Filter", { exact: true }).fill(text);
    expect(await page.locator("article:visible h3 code").allTextContents()).toEqual(names);
    expect(await page.locator("output").textContent()).toBe(`${names.length} of 5 shown`);
    expect(trouble).toEqual([]);
  });

  test("the keyboard alone filters, groups, opens an entry and its statements", async () => {
    const { page } = await open(review([row({ name: "first", edits: [edit] }), ...everyVerdict.rows.slice(1)]));
    const focused = (): Promise<unknown> =>
      page.evaluate(
        "[document.activeElement.localName, document.activeElement.value || document.activeElement.querySelector('h3')?.textContent || document.activeElement.textContent].join(' ')",
      );
    const shown = (): Promise<number> => page.locator("article:visible").count();
    await page.keyboard.press("Tab");
    await page.keyboard.type("role");
    expect([await focused(), await shown()]).toEqual(["input role", 4]);
    await page.keyboard.press("Enter");
    expect(await shown()).toBe(4);
    for (const verdict of ["widened", "unknown", "changed", "narrowed"]) {
      await page.keyboard.press("Tab");
      expect(await focused()).toBe(`input ${verdict}`);
    }
    await page.keyboard.press("Space");
    expect(await shown()).toBe(3);
    for (const risk of ["escalation", "write", "read"]) {
      await page.keyboard.press("Tab");
      expect(await focused()).toBe(`input ${risk}`);
    }
    await page.keyboard.press("Space");
    expect(await shown()).toBe(2);
    await page.keyboard.press("Tab");
    await page.keyboard.press("r");
    expect(await page.locator("main h2:visible").allTextContents()).toEqual(["Risk: escalation"]);
    for (const button of ["all", "none"]) {
      await page.keyboard.press("Tab");
      expect(await focused()).toBe(`button ${button}`);
    }
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("summary role first");
    expect(await page.locator("article ul:visible").count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("summary What changed in the statements");
    await page.keyboard.press("Enter");
    expect(await page.locator("article ins").isVisible()).toBe(true);
  });

  const PLACES = [
    row({ name: "a", account: "111122223333" }),
    row({ name: "b", account: "444455556666", differences: [difference({ risk: "read" })] }),
    row({ name: "c", created: true }),
    row({ name: "d", account: "111122223333", differences: [loss()] }),
  ];
  const names = (page: Page): Promise<string[]> => page.locator("#rows article:visible h3 code").allTextContents();

  test("an overview counts by risk and by account", async () => {
    const { page } = await open(review(PLACES));
    expect(await page.locator(".overview tr").allInnerTexts()).toEqual([
      "Risk\twidened\tnarrowed",
      "escalation\t2\t",
      "read\t1\t1",
      "Account\twidened\tnarrowed",
      "111122223333\t1\t1",
      "444455556666\t1\t",
      "not known\t1\t",
    ]);
  });

  test.each([
    ["all", ["a", "b", "d", "c"]],
    ["111122223333", ["a", "d"]],
    ["not known", ["c"]],
  ])("of account %s it shows %j", async (account, expected) => {
    const { page } = await open(review(PLACES));
    await page.locator("[name=account]").selectOption(account);
    expect(await names(page)).toEqual(expected);
  });

  test.each([
    ["existing and new", ["Access that changes", "Created by this change"], ["a", "b", "d", "c"]],
    ["account", ["Account 111122223333", "Account 444455556666", "Account not known"], ["a", "d", "b", "c"]],
    ["risk", ["Risk: escalation", "Risk: read"], ["a", "c", "b", "d"]],
    ["verdict", ["Verdict: widened", "Verdict: narrowed"], ["a", "b", "c", "d"]],
  ])("grouped by %s", async (by, headings, expected) => {
    const { page } = await open(review(PLACES));
    // From another grouping, so that going back is tried as well.
    await page.getByLabel("Group by").selectOption("risk");
    await page.getByLabel("Group by").selectOption(by);
    expect(await page.locator("#rows h2").allTextContents()).toEqual(headings);
    expect(await names(page)).toEqual(expected);
  });

  test("a row says where, whether it is new and whether it is proven; drift stands apart, and is not filtered", async () => {
    const { page } = await open(
      review(
        [
          row({ name: "a", account: "111122223333", region: "eu-west-1", source: "plans/b.json", created: true }),
          row({ name: "b", differences: [difference({ proven: false, message: "it is too costly to decide" })] }),
        ],
        { notices: ["made for some resources only"], drift: [row({ name: "drifted" })] },
      ),
    );
    const [unproven, told, drifted] = await page.locator("summary:has(h3)").allInnerTexts();
    expect(told).toMatch(/role a new\n.*account 111122223333, eu-west-1, from plans\/b\.json/s);
    expect(unproven).toMatch(/role b not proven/);
    expect(drifted).toMatch(/role drifted/);
    expect(await page.getByRole("list", { name: "Notices" }).innerText()).toBe("made for some resources only");
    await page.getByLabel("Filter", { exact: true }).fill("no such thing");
    expect(await page.locator("main h2:visible").allTextContents()).toEqual([
      "Changed outside of Terraform since its last run; counts in no verdict",
    ]);
  });

  test("one change on many names is one line, and names them all when it is opened", async () => {
    const { page } = await open(review(Array.from({ length: 40 }, (_, i) => row({ name: `role-${i}` }))));
    expect(await page.locator("article").count()).toBe(1);
    expect(await page.locator("h3").innerText()).toBe("role role-0, role-1, role-2 and 37 more");
    expect(await page.locator(".names code").count()).toBe(40);
    expect(await page.locator("output").textContent()).toBe("40 of 40 shown");
  });

  describe("5,000 rows", () => {
    const many = review(
      Array.from({ length: 5_000 }, (_, i) =>
        row({
          name: `role-${i}`,
          differences: [difference({ actions: [`iam:X${i}`], conditions: [], risk: i % 2 ? "read" : "escalation" })],
        }),
      ),
    );
    const NODES = "document.querySelectorAll('*').length";

    test("stay a page of few elements, and each opens to its details", async () => {
      const { page, trouble } = await open(many);
      expect(await page.locator("article").count()).toBe(5_000);
      expect(await page.evaluate(NODES)).toBeLessThan(100_000);
      await page.getByLabel("Filter", { exact: true }).fill("role-4999");
      await page.locator("summary:visible", { hasText: "role-4999" }).click();
      await page.getByText("before, this request was denied").last().waitFor();
      expect(await page.locator("article:visible .proof").count()).toBe(1);
      expect(trouble).toEqual([]);
    });

    test("are found by what stands in details that are not in place yet", async () => {
      const { page } = await open(many);
      await page.getByLabel("Filter", { exact: true }).fill("iam:x4321 denied");
      expect(await names(page)).toEqual(["role-4321"]);
      await page.getByLabel("Filter", { exact: true }).fill("span");
      expect(await names(page)).toEqual([]);
    });

    test("are filtered and grouped", async () => {
      const { page } = await open(many);
      await page.getByLabel("Group by").selectOption("risk");
      expect(await page.locator("section:nth-child(2) article").count()).toBe(2_500);
      await page.getByLabel("read 2500").uncheck();
      expect(await page.locator("output").textContent()).toBe("2500 of 5000 shown");
    });

    test("without scripts, every one has its line, and the page says what is missing", async () => {
      const { page } = await open(many, { javaScriptEnabled: false });
      expect(await page.locator("article h3").count()).toBe(5_000);
      expect(await page.getByText("The details of the last 4700 entries need scripts").isVisible()).toBe(true);
    });
  });

  test("a screen reader finds headings, names and the live count", async () => {
    const { page } = await open(review([row({ edits: [edit] })]));
    expect(await page.locator("body").ariaSnapshot()).toMatchSnapshot();
  });

  test.each(["light", "dark"] as const)("every text has a contrast of 4.5 to 1, %s", async (colorScheme) => {
    const flagged = row({ created: true, differences: [difference({ proven: false, message: "it is too costly" })] });
    const rows = [row({ edits: [edit] }), flagged, ...everyVerdict.rows];
    const { page } = await open(review(rows, { notices: ["a notice"] }), { colorScheme });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    expect(await page.evaluate(POOR_CONTRAST)).toEqual([]);
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(20, 23, 26)");
  });

  test.each([320, 390, 1280])("it fits a window of %d pixels", async (width) => {
    const rows = [hostileRow("x".repeat(3_000)), ...everyVerdict.rows, ...PLACES];
    const { page } = await open(review(rows, { notices: ["n".repeat(3_000)] }), { viewport: { width, height: 640 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  });

  test("without scripts everything is shown, and no filter that would not work", async () => {
    const { page } = await open(everyVerdict, { javaScriptEnabled: false });
    expect(await page.locator("article:visible").count()).toBe(5);
    expect(await page.getByRole("search").count()).toBe(0);
    expect(await page.locator(".overview").isVisible()).toBe(true);
  });

  test("hostile names are text: each in its own row, and nothing else", async () => {
    const { page, trouble } = await open(review(HOSTILE.map(([, name]) => hostileRow(name))));
    expect(await page.locator("main h3 code").allTextContents()).toEqual(
      HOSTILE.map(([, name]) => (name === "" ? "(empty)" : visible(name))),
    );
    expect(await page.locator("main section > article").count()).toBe(HOSTILE.length);
    expect(await page.locator("main > *, #rows > *").count()).toBe(2);
    const kinds = await page.evaluate(
      "[...new Set([...document.body.querySelectorAll('*')].map((one) => one.localName))].sort().join(' ')",
    );
    expect(kinds).toBe(
      "article button code dd del details div dl dt fieldset footer form h1 h2 h3 header input ins label legend li main option output p script section select span summary table tbody td th thead tr ul",
    );
    const attributes = await page.evaluate(
      "[...new Set([...document.querySelectorAll('main *')].flatMap((one) => one.getAttributeNames()))].sort().join(' ')",
    );
    expect(attributes).toBe("aria-hidden aria-label class data-account data-risk data-rows data-verdict id open");
    expect(trouble).toEqual([]);
  });

  test("hostile names are text in details that are put in place later", async () => {
    const names = HOSTILE.map(([, name]) => name.slice(0, 5_000));
    const before = Array.from({ length: 300 }, (_, i) =>
      row({ differences: [difference({ actions: [`iam:X${i}`] })] }),
    );
    const { page, trouble } = await open(review([...before, ...names.map(hostileRow)]));
    await page.getByRole("button", { name: "Open all" }).click();
    await page.locator("[data-body]").first().waitFor({ state: "detached" });
    const last = page.locator(`article:nth-of-type(n + 301)`);
    expect(await last.locator(".addresses code:last-child").allTextContents()).toEqual(
      names.map((name) => (name === "" ? "(empty)" : visible(name))),
    );
    expect(await page.locator("main img, main script:not([type]), main h1, main a").count()).toBe(0);
    expect(await page.title()).toBe("Access review: widened");
    expect(trouble).toEqual([]);
  });
});

/**
 * Texts whose contrast to their background is below 4.5.
 *
 * Source: "Contrast (Minimum)" and "relative luminance", WCAG 2.2.
 */
const POOR_CONTRAST = `(() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgroundOf = (one) => {
    for (; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.body.querySelectorAll("*:not(script)")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ""))
    .map((one) => {
      const [a, b] = [luminance(rgb(getComputedStyle(one).color)), luminance(backgroundOf(one))].sort((x, y) => y - x);
      return { text: one.textContent.slice(0, 40), contrast: (a + 0.05) / (b + 0.05) };
    })
    .filter(({ contrast }) => contrast < 4.5);
})()`;
