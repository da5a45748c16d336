import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { visible } from "../../../review/render/escape";
import { renderHtml } from "../../../review/render/html";
import { browserAvailable, startBrowser } from "../../../scripts/browser";
import { edit, everyVerdict, HOSTILE, hostileRow, review, row } from "./sample";

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
    folder = mkdtempSync(join(tmpdir(), "review-page-"));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

  /** Opens the page of a review as a file, and holds it to ask for nothing and to break no rule of its policy. */
  async function open(
    of: Parameters<typeof renderHtml>[0],
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; trouble: string[] }> {
    const file = join(folder, "review.html");
    writeFileSync(file, renderHtml(of, ["plan.json"]));
    const page = await browser.newPage(options);
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
    await page.getByLabel("Filter").fill(text);
    expect(await page.locator("article:visible h2 code").allTextContents()).toEqual(names);
    expect(await page.locator("output").textContent()).toBe(`${names.length} of 5 shown`);
    expect(trouble).toEqual([]);
  });

  test("the keyboard alone filters by text and verdict and opens the statements", async () => {
    const { page } = await open(review([row({ name: "first", edits: [edit] }), ...everyVerdict.rows.slice(1)]));
    const focused = (): Promise<unknown> =>
      page.evaluate(
        "[document.activeElement.localName, document.activeElement.value ?? document.activeElement.textContent].join(' ')",
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
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("summary What changed in the statements");
    await page.keyboard.press("Enter");
    expect(await page.locator("article details ins").isVisible()).toBe(true);
  });

  test("a screen reader finds headings, names and the live count", async () => {
    const { page } = await open(review([row({ edits: [edit] })]));
    expect(await page.locator("body").ariaSnapshot()).toMatchSnapshot();
  });

  test.each(["light", "dark"] as const)("every text has a contrast of 4.5 to 1, %s", async (colorScheme) => {
    const { page } = await open(review([row({ edits: [edit] }), ...everyVerdict.rows]), { colorScheme });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    expect(await page.evaluate(POOR_CONTRAST)).toEqual([]);
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(20, 23, 26)");
  });

  test("it fits a narrow window", async () => {
    const { page } = await open(review([hostileRow("x".repeat(3_000))]), { viewport: { width: 320, height: 640 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
  });

  test("without scripts everything is shown, and no filter that would not work", async () => {
    const { page } = await open(everyVerdict, { javaScriptEnabled: false });
    expect(await page.locator("article:visible").count()).toBe(5);
    expect(await page.getByRole("search").count()).toBe(0);
    expect(await page.locator(".counts").isVisible()).toBe(true);
  });

  test("hostile names are text: each in its own row, and nothing else", async () => {
    const { page, trouble } = await open(review(HOSTILE.map(([, name]) => hostileRow(name))));
    expect(await page.locator("main h2 code").allTextContents()).toEqual(
      HOSTILE.map(([, name]) => (name === "" ? "(empty)" : visible(name))),
    );
    expect(await page.locator("main > *").count()).toBe(HOSTILE.length);
    const kinds = await page.evaluate(
      "[...new Set([...document.body.querySelectorAll('*')].map((one) => one.localName))].sort().join(' ')",
    );
    expect(kinds).toBe(
      "article code dd del details div dl dt fieldset footer form h1 h2 header input ins label legend li main output p script span summary ul",
    );
    const attributes = await page.evaluate(
      "[...new Set([...document.querySelectorAll('main *')].flatMap((one) => one.getAttributeNames()))].sort().join(' ')",
    );
    expect(attributes).toBe("aria-hidden aria-labelledby class data-verdict id");
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
