import type { Row } from "../model";
import { environmentFiles } from "./environment-files";
import type { Place } from "./place";
import { terraformFiles } from "./terraform-files";

/**
 * Finds what an author wrote of what a row is about: the part of an environment file where a stack of this project was
 * reviewed, else the block in a `.tf` file. Files are read when they are first asked for.
 *
 * @param folder The folder below which to look.
 * @param source The plan or stack of rows that name none.
 * @returns Undefined where it is not known: there is no such file, or more than one that it may be.
 */
export function locateIn(folder: string, source: string): (row: Row) => Place | undefined {
  const environments = environmentFiles(folder);
  const terraform = terraformFiles(folder);
  return ({ subject }) => {
    const from = subject.source ?? source;
    return environments(from, subject) ?? terraform(from, subject.addresses);
  };
}
