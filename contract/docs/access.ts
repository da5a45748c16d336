import type { Clause } from "../clause";
import { CLAUSES } from "../clauses";
import { caseTable, statementTable } from "./access-tables";
import { code, codes, table } from "./markdown";
import { DEFAULT_NAMES } from "../../aws/names";

/** A page of clauses. */
interface Chapter {
  /** The page in `docs/access/`, without its ending. */
  readonly page: string;
  readonly title: string;
  /** What the letters of its clauses mean. */
  readonly letters: string;
  readonly ids: RegExp;
}

const CHAPTERS: readonly Chapter[] = [
  { page: "who", title: "Who", letters: "**R**oles: who assumes which", ids: /^R/ },
  {
    page: "grants",
    title: "What the admin role may do",
    letters: "**S**ageMaker itself, the **N**ames that the page lists, and D1, what stays of AmazonSageMakerFullAccess",
    ids: /^(S|N|D1$)/,
  },
  {
    page: "denies",
    title: "What it may not do",
    letters: "**X** the page's own restrictions, **E** escapes that are closed, some by option",
    ids: /^[XE]/,
  },
  { page: "execution-role", title: "The execution role", letters: "**J**obs and notebooks", ids: /^J/ },
  {
    page: "features",
    title: "Elevation, scaling, prerequisites, keys, workforce",
    letters: "**D**2 and D3 differ from the page on request, **P**rerequisites, **K**eys, the **W**orkforce role",
    ids: /^(D[^1]|P|K|W)/,
  },
];

/** The sentences that a reviewer of the roles asks for first, each with the clauses that hold it. */
const FIRST: readonly (readonly [sentence: string, ids: readonly string[]])[] = [
  ["People come in through the federation that the file names, and by no other way.", ["R1"]],
  ["Nobody assumes the execution role; SageMaker, Step Functions and AWS Glue use it.", ["R2", "R3"]],
  ["All of SageMaker but Studio, private workforces, partner apps and the purchase of capacity.", ["S0", "X1", "X2"]],
  [
    "Only roles named `AmazonSageMaker-ExecutionRole-*` are passed, and only to those services; no IAM writes.",
    ["N1", "E2"],
  ],
  [
    "Data is written in this account only, under names with SageMaker in them; state and access logs are denied.",
    ["N5"],
  ],
  [
    "No VPC endpoints, and no autoscaling of endpoints but by an elevation with a ticket and an end.",
    ["X3", "X4", "D2"],
  ],
  [
    "A notebook acts as the execution role, and that role may do nothing that people may not, listed exceptions apart.",
    ["J2", "J3"],
  ],
  [
    "By option: notebooks from given VPCs only, compute in given subnets only, nothing shared with other accounts.",
    ["E3", "E5", "E6"],
  ],
];

/** `docs/access/`: who can do what, and what not, with the page's sentence for each; a page a chapter, cases apart. */
export function accessPages(): { path: string; content: string }[] {
  const page = (name: string, sections: readonly string[]): { path: string; content: string } => ({
    path: `docs/access/${name}.md`,
    content: sections.join("\n\n"),
  });
  return [
    page("README", indexSections()),
    ...CHAPTERS.map((chapter) => page(chapter.page, chapterSections(chapter))),
    page("requests", [
      "# The requests that prove it",
      `${GENERATED} Each is decided by the tests as it says here: ✓ allowed, ✗ denied. [Back to the index](README.md).`,
      ...CLAUSES.flatMap((clause) => [
        `## ${clause.id} ${clause.title}`,
        clauseLink(clause.id, { text: "Its statements" }),
        caseTable(clause.cases),
      ]),
    ]),
  ];
}

const GENERATED = "Generated from the contract (`contract/clauses/`); do not edit.";

function indexSections(): string[] {
  return [
    "# Who can do what",
    `${GENERATED} Each clause quotes the sentence of [the AMS page](../../contract/page.txt) that it carries out, and ` +
      "says how it was understood; its statements and the requests that prove it follow.",
    "## The sentences that matter most",
    FIRST.map(([sentence, ids]) => `- ${sentence} ${ids.map((id) => clauseLink(id)).join(", ")}`).join("\n"),
    "## Who",
    table(
      ["Role", "Used by", "Its policies"],
      [
        [
          code(DEFAULT_NAMES.adminRole),
          "people",
          codes([
            DEFAULT_NAMES.adminPolicy,
            DEFAULT_NAMES.adminNamesPolicy,
            DEFAULT_NAMES.adminIntegrationsPolicy,
            DEFAULT_NAMES.denyPolicy,
          ]),
        ],
        [
          code(DEFAULT_NAMES.executionRole),
          "SageMaker: jobs, endpoints, notebooks",
          codes([DEFAULT_NAMES.executionPolicy, DEFAULT_NAMES.executionNotebookPolicy, DEFAULT_NAMES.denyPolicy]),
        ],
        [
          code(DEFAULT_NAMES.workforceRole),
          "administrators of a private workforce; off by default",
          codes([DEFAULT_NAMES.workforcePolicy, DEFAULT_NAMES.workforceDenyPolicy]),
        ],
      ],
    ),
    "## Chapters",
    ...CHAPTERS.flatMap((chapter) => [
      `### [${chapter.title}](${chapter.page}.md)`,
      `${chapter.letters}.`,
      contents(chapter),
    ]),
    "## How to read the pages",
    [
      "`ACCOUNT` and `REGION` stand for the environment's own; the ARNs are those of partition `aws`, and names are the defaults.",
      "A wildcard stays within its segment of an ARN, except in the last one, where it also matches `/` and `:`.",
      "[All requests that prove the clauses](requests.md); [everyday work](../workflows.md) with its decisions.",
      "What differs from AmazonSageMakerFullAccess is in [parity.md](../parity.md); every action that each role is allowed " +
        "is in [contract/allowed-actions](../../contract/allowed-actions).",
    ]
      .map((line) => `- ${line}`)
      .join("\n"),
  ];
}

function chapterSections(chapter: Chapter): string[] {
  return [
    `# ${chapter.title}`,
    `${GENERATED} ${chapter.letters}. [How to read this page](README.md#how-to-read-the-pages).`,
    ...clausesOf(chapter).flatMap(clauseSections),
  ];
}

function clausesOf({ ids }: Chapter): Clause[] {
  return CLAUSES.filter(({ id }) => ids.test(id));
}

function contents(chapter: Chapter): string {
  return table(
    ["Clause", "About"],
    clausesOf(chapter).map((clause) => [clauseLink(clause.id), clause.title]),
  );
}

/**
 * A link to a clause.
 *
 * @param text What a reader sees. @default the id
 * @param folder Path from the linking page to the folder of the pages. @default the page is in that folder
 * @throws Error where there is no such clause.
 */
export function clauseLink(id: string, { text = id, folder = "" } = {}): string {
  const clause = CLAUSES.find((one) => one.id === id);
  const chapter = CHAPTERS.find(({ ids }) => ids.test(id));
  if (!clause || !chapter) throw new Error(`no clause ${id}`);
  return `[${text}](${folder}${chapter.page}.md#${anchor(id, clause.title)})`;
}

/** The anchor that Markdown gives a heading. */
function anchor(id: string, title: string): string {
  return `${id} ${title}`
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

function clauseSections({ id, title, quote, interpretation, statements, absent, cases }: Clause): string[] {
  const sentences = [quote, ...statements.flatMap((statement) => statement.quote ?? [])];
  return [
    `## ${id} ${title}`,
    ...sentences.map((sentence) => `> ${sentence}`),
    asList(interpretation),
    ...(statements.length > 0 ? [statementTable(statements)] : []),
    ...(absent ? [`No statement allows either role: ${absent.map(code).join(", ")}.`] : []),
    `[${cases.length} requests that prove it](requests.md#${anchor(id, title)})`,
  ];
}

/** A text of more than three sentences as a list of them; a shorter one as it is. */
function asList(text: string): string {
  const sentences = text.split(/(?<=\.) (?=[A-Z])/);
  return sentences.length > 3 ? sentences.map((sentence) => `- ${sentence}`).join("\n") : text;
}
