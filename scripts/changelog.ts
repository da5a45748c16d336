import { InputError } from "../cli/output";

/** What a release is called: three numbers. */
const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/;

/** The newest version that the changelog says was released. */
export function newestRelease(changelog: string): string | undefined {
  return /^## (\d+\.\d+\.\d+) - /m.exec(changelog)?.[1];
}

/**
 * What `?ref=` pins in the documentation: the tag of the newest release, or, where there is none, a word for the commit that
 * somebody reviewed.
 */
export function documentedRef(changelog: string): string {
  const version = newestRelease(changelog);
  return version === undefined ? "COMMIT" : `v${version}`;
}

/** What was changed since the last release. */
export function unreleased(changelog: string): string {
  return /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog)?.[1]?.trim() ?? "";
}

/**
 * The changelog once a version is released: what was unreleased stands under it.
 *
 * @param date `2026-12-01`
 * @throws InputError where the version is none, or not above the last, or nothing was changed.
 */
export function released(changelog: string, version: string, date: string): string {
  if (!VERSION.test(version))
    throw new InputError(`found the version ${JSON.stringify(version)}; allowed: three numbers, such as 0.2.0`);
  const last = newestRelease(changelog);
  if (last !== undefined && !isAbove(version, last))
    throw new InputError(`found the version ${version}; allowed: one above ${last}, which is released`);
  if (unreleased(changelog) === "")
    throw new InputError("CHANGELOG.md: nothing stands under Unreleased; allowed: what users notice of this release");
  return changelog.replace("## Unreleased\n", `## Unreleased\n\n## ${version} - ${date}\n`);
}

function isAbove(version: string, last: string): boolean {
  const [a, b] = [version, last].map((text) => text.split(".").map(Number));
  const first = [0, 1, 2].find((i) => a?.[i] !== b?.[i]);
  return first !== undefined && (a?.[first] ?? 0) > (b?.[first] ?? 0);
}
