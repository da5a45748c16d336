import fc from "fast-check";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { isMap, isSeq, parseDocument } from "yaml";
import { holdRefusal, must, ssps } from "../command";
import { lane } from "../engine/lane";
import { environments, yamlTexts } from "../inputs/environments";
import { files, type InputFile, write } from "../inputs/files";
import { hostileText, mostly } from "../inputs/hostile";

interface Input {
  readonly file: InputFile;
  readonly ticket: string;
  readonly approver: string;
  readonly lasting: string;
  readonly from?: string;
  readonly sessions: readonly string[];
  readonly reason?: string;
}

const HEAD = `# the head # of a file
account: "123456789012"   # in quotes
region: eu-central-1
base: managed
federation: { saml: { provider_arns: ["arn:aws:iam::123456789012:saml-provider/idp"] } } # who
`;

const ITEMS = [
  `- ticket: CHG1 # first
  # within
  approver: lead
  from: 2026-12-01T08:00:00Z
  until: "2026-12-05T18:00:00Z"
  # behind
`,
  `- { ticket: CHG2, approver: lead, permanent: true } # second
`,
  `- ticket: 'CHG3'
  approver: >-
    lead of
    the platform
  permanent: true
  reason: |
    one line
    # no comment

`,
  `# above
- ticket: "CHG4"

  approver: lead
  permanent: true
  sessions:
  - ann
  - bob
`,
];

/** Environment files with elevations in all the ways that YAML has, and comments everywhere. */
const written: fc.Arbitrary<string> = fc
  .record({
    items: fc.uniqueArray(fc.constantFrom(...ITEMS), { maxLength: 4 }),
    indent: fc.constantFrom("", "  ", "    ", " "),
    key: fc.constantFrom(
      "elevation:",
      '"elevation":',
      "elevation:   # why",
      "elevation: &list",
      "elevation:\n  # first",
      "? elevation\n:",
    ),
    flow: fc.nat(5),
    before: fc.constantFrom("", "\n", "# before\n", "tags: { a: b }\n"),
    behind: fc.constantFrom(
      "",
      "\n\n",
      "# behind\n",
      "  # indented\n",
      "tags:\n  a: b # last\n",
      "...\n",
      "---\n",
      "\n# a\n\n# b",
      "roles:\n  admin: {}",
    ),
    open: fc.boolean(),
  })
  .map(({ items, indent, key, flow, before, behind, open }) => {
    const block = items.join("").replace(/^(?=.)/gm, indent);
    const list = `[{ ticket: CHG1, approver: lead, permanent: true }, # first\n  { ticket: CHG2, approver: lead, permanent: true }]`;
    const elevation =
      flow === 0 ? `${key} ${list}\n` : flow === 1 ? `${key} []\n` : items.length === 0 ? "" : `${key}\n${block}`;
    const text = HEAD + before + elevation + behind;
    return open ? text.trimEnd() : text;
  });

const inputs: fc.Arbitrary<Input> = fc.record(
  {
    file: files(fc.oneof({ weight: 4, arbitrary: written }, { weight: 1, arbitrary: yamlTexts(environments) })),
    ticket: mostly(fc.constantFrom("CHG0012345", "123", "1e3", "CHG1", "null")),
    approver: mostly(fc.constantFrom("platform-lead", "Ann Example", "true", "a=b")),
    lasting: mostly(fc.constantFrom("7d", "12h", "180d", "181d")),
    from: mostly(fc.constantFrom("2026-12-01T08:00:00Z", "2026-02-30T08:00:00Z")),
    sessions: fc.array(mostly(fc.constantFrom("ann@acme.example", "bob")), { maxLength: 2 }),
    reason: fc.oneof(hostileText, fc.constant("a launch")),
  },
  { requiredKeys: ["file", "ticket", "approver", "lasting", "sessions"] },
);

const FILE = "environments/e.yaml";

/** What `ssps elevate` does to a file: one entry more, and all else as it was. */
export const elevations = lane<Input>({
  name: "elevations",
  share: 13,
  inputs,
  hold: async ({ file, ticket, approver, lasting, from, sessions, reason }) => {
    rmSync("environments", { recursive: true, force: true });
    mkdirSync("environments");
    write(FILE, file);
    const before = readFileSync(FILE);
    const outcome = await ssps(
      ...["elevate", "--env=e", `--ticket=${ticket}`, `--approver=${approver}`, `--for=${lasting}`],
      ...(from === undefined ? [] : [`--from=${from}`]),
      ...sessions.map((session) => `--session=${session}`),
      ...(reason === undefined ? [] : [`--reason=${reason}`]),
    );
    const after = readFileSync(FILE);
    if (outcome.status === 2) {
      must(after.equals(before), "refused, and changed the file");
      holdRefusal(outcome, [FILE, "--ticket", "--for", "--from", "--approver", "--session", "--reason"]);
      return;
    }
    must(outcome.status === 0, `status ${outcome.status}`);
    must(outcome.out.split("\n").length === 2, `more than a line: ${outcome.out}`);
    holdEdit(before.toString(), after.toString(), ticket);
    const checked = await ssps("check", FILE);
    must(checked.status === 0, `the file is no longer right: ${checked.out}`);
  },
});

function holdEdit(before: string, after: string, ticket: string): void {
  const [was, is] = [contentOf(before), contentOf(after)];
  const added = is.elevation.filter((one) => one.ticket === ticket);
  must(added.length === 1, `the entry stands there ${added.length} times`);
  const rest = is.elevation.filter((one) => one.ticket !== ticket);
  must(JSON.stringify(rest) === JSON.stringify(was.elevation), "another elevation changed");
  must(JSON.stringify(is.rest) === JSON.stringify(was.rest), "something else changed");
  const lines = after.split("\n").map((line) => line.trimEnd());
  // A list in brackets is written anew, with its own comments.
  let at = 0;
  for (const line of before.split("\n").map((one) => one.trimEnd())) {
    if (was.flow.includes(line.trim()) && line.trim() !== "") continue;
    const found = lines.indexOf(line, at);
    must(found >= 0 || line === "", `a line is gone: ${JSON.stringify(line)}`);
    if (found >= 0) at = found + 1;
  }
  for (const comment of before.matchAll(/(?<=\s)# \w+/g)) {
    must(after.includes(comment[0]), `a comment is gone: ${comment[0]}`);
  }
}

interface Content {
  readonly elevation: readonly { readonly ticket: string }[];
  readonly rest: object;
  /** The lines of a list in brackets, from its first to its last whole one. */
  readonly flow: string;
}

function contentOf(text: string): Content {
  const document = parseDocument(text, { schema: "core" });
  must(document.errors.length === 0, `broken YAML: ${document.errors[0]?.message}`);
  const { elevation = [], ...rest } = document.toJS() as { elevation?: Content["elevation"] };
  const list = isMap(document.contents) ? document.get("elevation") : undefined;
  const flow = isSeq(list) && list.flow === true && list.range ? linesOf(text, list.range[0], list.range[2]) : "";
  return { elevation, rest, flow };
}

/** The whole lines that hold a text's part. */
function linesOf(text: string, from: number, to: number): string {
  return text.slice(text.lastIndexOf("\n", from) + 1, `${text}\n`.indexOf("\n", to));
}
