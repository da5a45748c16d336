import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "./browser";
import { demo } from "./demo";

const PICTURE = "docs/review.png";

/** Takes the picture of the demo's page that the documentation shows. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "ssps-screenshot-"));
  const browser = await startBrowser();
  try {
    const { page: file } = await demo("environments/dev.yaml", folder, () => undefined);
    const page = await browser.newPage({ viewport: { width: 1120, height: 960 }, colorScheme: "light" });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: `${PICTURE}.new`, type: "png" });
    renameSync(`${PICTURE}.new`, PICTURE);
    console.log(`wrote ${PICTURE}`);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
