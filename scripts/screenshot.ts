import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { loadEnvironments } from "../config/load";
import { writeWhole } from "../files/write";
import { renderReport } from "../report/render/page";
import { reportOf } from "../report/report";
import { newPage, startBrowser } from "./browser";
import { demo } from "./demo";

/** Takes the pictures that the documentation shows: the review of the demo, and the report of the example with every part. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "ssps-screenshot-"));
  const browser = await startBrowser();
  try {
    const { page } = await demo("environments/dev.yaml", folder, () => undefined);
    await takePicture(browser, page, "docs/review.png", 1120, 960);
    await takePicture(browser, reportPage(folder), "docs/report.png", 1280, 1000);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportPage(folder: string): string {
  const now = Date.UTC(2026, 11, 3, 12);
  const { environments, warnings } = loadEnvironments("environments/prod.yaml", { now });
  const [named] = environments;
  if (!named) throw new Error("environments/prod.yaml is wrong: ssps check says why");
  const file = join(folder, "report.html");
  writeWhole(file, renderReport(reportOf(named, warnings, now)));
  return file;
}

async function takePicture(
  browser: Browser,
  file: string,
  picture: string,
  width: number,
  height: number,
): Promise<void> {
  const page = await newPage(browser, { viewport: { width, height }, colorScheme: "light" });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: `${picture}.new`, type: "png" });
  renameSync(`${picture}.new`, picture);
  console.log(`wrote ${picture}`);
}

void main();
