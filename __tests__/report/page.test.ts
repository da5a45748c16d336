import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { loadEnvironments } from "../../config/load";
import { compareReports } from "../../report/comparison";
import { renderComparison } from "../../report/render/comparison";
import { renderOverview } from "../../report/render/overview";
import { renderReport } from "../../report/render/page";
import { reportOf, summaryOf, type Report } from "../../report/report";
import { browserAvailable, newPage, startBrowser } from "../../scripts/browser";
import { newFolder } from "../new-folder";
import { ELEVATIONS, NOW, sampleReport } from "./sample";

const HOSTILE = `storage:
  bucket:
    name: acme-sagemaker-dev
    extra_statements:
      - { Sid: x, Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:role/a" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-sagemaker-dev/</code><script>document.title=1</script>\\"'" }
${ELEVATIONS}`;

/** The example with every part. */
function everyPart(): Report {
  const { environments, warnings } = loadEnvironments("environments", { now: NOW });
  const named = environments.find(({ name }) => name === "prod");
  if (!named) throw new Error("environments/prod.yaml is gone");
  return reportOf(
    named,
    warnings.filter(({ file }) => file === named.file),
    NOW,
  );
}

const full = everyPart();
const sample = sampleReport(HOSTILE);
const problem = { file: "environments/bad.yaml", code: "unknown-key", message: "<b>regoin</b>: no such key" };
const PAGES: readonly (readonly [name: string, html: string])[] = [
  ["an environment with every part", renderReport(full)],
  ["one with hostile text", renderReport(sample)],
  ["a comparison", renderComparison(compareReports(sample, full))],
  [
    "all environments",
    renderOverview([full, sample].map(summaryOf), [{ file: problem.file, problems: [problem] }], NOW),
  ],
];

test.each(PAGES)("the page of %s refers to nothing outside of it and is below a megabyte", (_, html) => {
  expect(html).not.toMatch(/\bsrc=|<link|@import|url\(/);
  expect(html.match(/href="(?!#|(?:sample|prod)\.html")[^"]*"/g)).toBeNull();
  expect(Buffer.byteLength(html)).toBeLessThan(1_000_000);
});

const run = browserAvailable() ? describe : describe.skip;

run("in a browser", () => {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
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

  async function open(html: string, options: BrowserContextOptions = {}): Promise<{ page: Page; trouble: string[] }> {
    const file = join(folder, "page.html");
    writeFileSync(file, html);
    const page = await newPage(browser, options);
    const trouble: string[] = [];
    const { href } = pathToFileURL(file);
    page.on("request", (request) => {
      if (request.url() !== href) trouble.push(`asks for ${request.url()}`);
    });
    page.on("console", (message) => trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("dialog", (dialog) => {
      trouble.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(href);
    return { page, trouble };
  }

  /** What axe finds: rule, and where first. */
  async function violations(page: Page): Promise<string[]> {
    // Through the debugger: the page's own policy lets no other script in.
    const found = await page.evaluate(`${axe}; axe.run(document).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 200)))`);
    return found as string[];
  }

  const LOOKS = [
    [1280, "light"],
    [390, "dark"],
  ] as const;

  test.each(PAGES.flatMap(([name, html]) => LOOKS.map(([width, scheme]) => [name, width, scheme, html] as const)))(
    "%s at %i pixels, %s: axe finds nothing, nothing is wider than the page, no rule is broken",
    async (_, width, colorScheme, html) => {
      const { page, trouble } = await open(html, { viewport: { width, height: 900 }, colorScheme });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await violations(page)).toEqual([]);
      expect(trouble).toEqual([]);
    },
  );

  const shown = async (page: Page): Promise<string | null> => page.locator("output").textContent();

  test.each<[string, (page: Page) => Promise<unknown>, (line: Report["access"][number]) => boolean]>([
    [
      "service",
      (page) => page.locator("select[name=service]").selectOption("kms"),
      ({ services }) => services.includes("kms"),
    ],
    [
      "who",
      (page) => page.locator("select[name=who]").selectOption("workforce"),
      ({ carriers }) => carriers.includes("workforce"),
    ],
    [
      "effect",
      (page) => page.locator("select[name=effect]").selectOption("Deny"),
      ({ statement }) => statement.Effect === "Deny",
    ],
    ["clause", (page) => page.locator("select[name=clause]").selectOption("N5"), ({ clause }) => clause?.id === "N5"],
    [
      "verb",
      (page) => page.locator("select[name=risk]").selectOption("delete"),
      ({ risks }) => risks.includes("delete"),
    ],
  ])("filtered by %s", async (_, choose, expected) => {
    const { page, trouble } = await open(renderReport(full));
    await choose(page);
    expect(await shown(page)).toBe(`${full.access.filter(expected).length} of ${full.access.length} shown`);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect(
      page.waitForFunction(`document.querySelector("output").value.startsWith("${full.access.length} of")`),
    ).resolves.toBeDefined();
    expect(trouble).toEqual([]);
  });

  test.each([
    ["arn:aws:s3:::my-sagemaker-data/x", "N5Write", true],
    ["arn:aws:s3:::payroll/x", "N5Write", false],
    ["arn:aws:secretsmanager:eu-central-1:210987654321:secret:AmazonSageMaker-db", "N2Secrets", true],
  ])("the resource %s leaves %s: %s", async (resource, sid, stays) => {
    const { page } = await open(renderReport(full));
    await page.getByLabel("Resource").fill(resource);
    const texts = await page.locator("#statements tbody tr:not([hidden])").allTextContents();
    expect(texts.some((text) => text.includes(sid))).toBe(stays);
  });

  test("the keyboard alone filters and opens the page's words", async () => {
    const { page } = await open(renderReport(full));
    await page.getByLabel("Action or word").focus();
    await page.keyboard.type("pass_nothing");
    expect(await shown(page)).toBe(`0 of ${full.access.length} shown`);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("iam:passrole");
    const words = page.locator("#statements tbody tr:not([hidden]) summary", { hasText: "the page's words" }).first();
    await words.focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("q:visible").first().textContent()).resolves.toContain("SageMaker service role");
  });

  test("on paper everything but the filter and the navigation is there", async () => {
    const { page } = await open(renderReport(full));
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav:visible, form:visible").count()).toBe(0);
    expect(await page.locator("#statements tbody tr").first().isVisible()).toBe(true);
  });

  test("a policy is copied as it is", async () => {
    const { page } = await open(renderReport(full));
    const policy = page.locator("details.policy").first();
    await policy.locator("summary").click();
    const text = await policy.locator("pre").textContent();
    expect(JSON.parse(text ?? "")).toEqual(full.policies[0]?.document);
    await policy.getByRole("button").click();
    await policy.getByRole("button", { name: /Copied|Selected/ }).waitFor();
  });
});
