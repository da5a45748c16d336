import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

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

/** Starts the browser. Its sandbox needs what containers do not give; the pages are our own files. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"] });
}
