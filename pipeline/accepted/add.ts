import { isDeepStrictEqual } from "node:util";
import { addTo, setAt, YamlEditError } from "../../config/yaml-edit";
import { checkAccepted, type Acceptance } from "./read";
import type { WrittenAcceptance } from "./schema";

/** What a new file begins with. */
export const NEW_FILE = `# What somebody looked at and wanted, written by \`ssps accept\`; \`ssps review --accepted\` leaves it out of its exit status.
# Those who own this file (CODEOWNERS) decide, never who proposes the change.
accepted: []
`;

/**
 * The text of a file of acceptances with more of them at its end; all else stays as it is.
 *
 * @param text One that has been checked.
 * @throws YamlEditError where the file is written in a way that has no place for them.
 */
export function addAccepted(text: string, added: readonly WrittenAcceptance[]): string {
  const before = acceptancesIn(text);
  const edited = before.length === 0 ? setAt(text, ["accepted"], added) : addTo(text, ["accepted"], added);
  const after = acceptancesIn(edited);
  if (after.length > 0 && !isDeepStrictEqual(after.slice(0, before.length), before)) {
    throw new YamlEditError("acceptances cannot be added without changing the others; edit the file by hand");
  }
  return edited;
}

/** None where something is wrong with the file, which who writes it says. */
function acceptancesIn(text: string): readonly Acceptance[] {
  const file = checkAccepted("", text);
  return "acceptances" in file ? file.acceptances : [];
}
