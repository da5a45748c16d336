import { documentedRef, newestRelease, released, unreleased } from "../../scripts/changelog";

const CHANGELOG = "# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n\n- A thing.\n";
const ONCE = released(CHANGELOG, "0.2.0", "2026-12-01");

test("what was unreleased stands under the version, and the next one begins with nothing", () => {
  expect(ONCE).toBe("# Changelog\n\nWords.\n\n## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n### Added\n\n- A thing.\n");
  expect(unreleased(CHANGELOG)).toBe("### Added\n\n- A thing.");
  expect([newestRelease(CHANGELOG), newestRelease(ONCE)]).toEqual([undefined, "0.2.0"]);
  expect([documentedRef(CHANGELOG), documentedRef(ONCE)]).toEqual(["COMMIT", "v0.2.0"]);
});

const more = (text: string): string => text.replace("## Unreleased\n", "## Unreleased\n\n- More.\n");

test.each([
  ["0.2.1", more(ONCE)],
  ["0.10.0", more(ONCE)],
  ["1.0.0", more(ONCE)],
])("%s may follow 0.2.0", (version, changelog) => {
  expect(newestRelease(released(changelog, version, "2026-12-02"))).toBe(version);
});

test.each([
  ["no version", CHANGELOG, "v1", 'found the version "v1"; allowed: three numbers, such as 0.2.0'],
  ["a shell's command", CHANGELOG, "1.0.0; ls", 'found the version "1.0.0; ls"; allowed: three numbers, such as 0.2.0'],
  ["the same", more(ONCE), "0.2.0", "found the version 0.2.0; allowed: one above 0.2.0, which is released"],
  ["a lower one", more(ONCE), "0.1.9", "found the version 0.1.9; allowed: one above 0.2.0, which is released"],
  ["nothing new", ONCE, "0.3.0", "CHANGELOG.md: nothing stands under Unreleased"],
])("refused: %s", (_, changelog, version, message) => {
  expect(() => released(changelog, version, "2026-12-02")).toThrow(message);
});
