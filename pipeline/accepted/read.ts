import { checkAgainst } from "../../config/issues";
import { sortProblems, type Place, type Problem } from "../../config/problem";
import type { Path } from "../../config/raw";
import { readTextFile } from "../../config/source";
import { parseYaml } from "../../config/yaml";
import type { NewAccess } from "../../policy/compare";
import type { Statement } from "../../policy/document";
import { parsePolicy, PolicyError } from "../../policy/parse";
import type { Texts } from "../../review/model";
import { acceptedJsonSchema, acceptedSchema, type WrittenAcceptance } from "./schema";

/** Bytes and values that the file may have: thousands of acceptances. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_VALUES = 200_000;

const EMPTY = "is empty; a file without acceptances says `accepted: []`";

/** One acceptance: whose access, what of it, by whom, why and until when. */
export interface Acceptance {
  readonly subject: WrittenAcceptance["subject"];
  readonly by: string;
  readonly reason: string;
  /** The last day, in UTC; absent where it counts for good. */
  readonly until?: string;
  /** What was accepted as newly possible; absent where `texts` stands in its place. */
  readonly access?: NewAccess;
  readonly texts?: Texts;
}

/** What a file of acceptances holds: it is used only where nothing is wrong with any of it. */
export type AcceptedFile =
  { readonly acceptances: readonly Acceptance[]; readonly text: string } | { readonly problems: readonly Problem[] };

/** Reads a file of acceptances, and finds everything that is wrong with it; never throws for what it says. */
export function readAccepted(file: string): AcceptedFile {
  const text = readTextFile(file, MAX_BYTES);
  return typeof text === "string" ? checkAccepted(file, text) : { problems: [text] };
}

/** Checks the text of a file of acceptances. */
export function checkAccepted(file: string, text: string): AcceptedFile {
  const { faults, content } = parseYaml(text, { most: MAX_VALUES, empty: EMPTY });
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const problem = (position: Place["position"], code: string, message: string): Problem => ({
    file,
    position,
    source: lines[position.line - 1] ?? "",
    code,
    message,
  });
  if (!content) return { problems: faults.map(({ position, code, message }) => problem(position, code, message)) };
  const { value, issues } = checkAgainst(acceptedSchema, content.value, acceptedJsonSchema);
  const problems = issues.map(({ path, mark, code, message }) => problem(content.locate(path, mark), code, message));
  problems.push(...faults.map(({ position, code, message }) => problem(position, code, message)));
  const acceptances = (value?.accepted ?? []).map((written, index) => {
    const statements = (key: StatementKey): readonly Statement[] => {
      try {
        return statementsOf(written[key]);
      } catch (error) {
        if (!(error instanceof PolicyError)) throw error;
        const path: Path = ["accepted", index, key];
        problems.push(problem(content.locate(path, "key"), "policy", `${path.join(".")}: ${error.message}`));
        return [];
      }
    };
    return acceptanceOf(written, statements);
  });
  return problems.length > 0 ? { problems: sortProblems(problems) } : { acceptances, text };
}

type StatementKey = "newly_allowed" | "no_longer_denied" | "outside_boundary" | "allowed_by" | "denied" | "boundary";

function acceptanceOf(written: WrittenAcceptance, statements: (key: StatementKey) => readonly Statement[]): Acceptance {
  const { subject, by, reason, until, texts } = written;
  const who = { subject, by, reason, ...(until !== undefined && { until }) };
  if (texts) return { ...who, texts };
  const access: NewAccess = {
    newlyAllowed: statements("newly_allowed"),
    noLongerDenied: statements("no_longer_denied"),
    outsideBoundary: statements("outside_boundary"),
    allowedBy: statements("allowed_by"),
    denied: statements("denied"),
    ...(written.boundary && { boundary: statements("boundary") }),
  };
  return { ...who, access };
}

/** @throws PolicyError where a statement is none. */
function statementsOf(written: readonly unknown[] = []): readonly Statement[] {
  return parsePolicy({ Version: "2012-10-17", Statement: written }, "accepted").statements;
}
