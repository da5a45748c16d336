import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's Chromium; nothing is downloaded. */
const EXECUTABLE = "/usr/bin/chromium";

/**
 * Whether there is a browser to test pages in. Where there is none, says so once; in a pipeline (`CI`) that is an
 * error, since there the tests that need it must not be skipped.
 *
 * @throws Error in a pipeline without a browser.
 */
export function browserAvailable(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  if (process.env.CI !== undefined) throw new Error(`${EXECUTABLE} is missing, and a pipeline must have it`);
  process.stderr.write(`skipped: ${EXECUTABLE} is missing (apt-get install chromium)\n`);
  return false;
}

/** Milliseconds that only what hangs takes, however busy the machine is. */
const LIMIT = 600_000;

/** Starts the browser. Its sandbox needs what containers do not give; the pages are our own files. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"], timeout: LIMIT });
}

/** Opens an empty page. */
export async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(LIMIT);
  return page;
}
