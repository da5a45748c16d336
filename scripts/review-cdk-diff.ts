import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { templateOf } from "./cloudformation-template";
import { ALL_CHANGES, type CdkAnswer, type CdkDiff } from "./review-table";

/**
 * Measures what `cdk diff` says of the changes of docs/review.md, each as two CloudFormation templates, and writes it down
 * for the page: `npm install --prefix FOLDER @aws-cdk/cloudformation-diff`, then
 * `npm run build && node dist/scripts/review-cdk-diff.js FOLDER && npm run generate`.
 *
 * The package is what `cdk diff` and `cdk deploy --require-approval broadening` decide by. It is no dependency: nothing but
 * this page needs it.
 */
const RESULT = "scripts/review-cdk-diff.json";
const PACKAGE = "@aws-cdk/cloudformation-diff";

/** What of the package is used. */
interface CloudFormationDiff {
  readonly fullDiff: (
    before: object,
    after: object,
  ) => { readonly permissionsBroadened: boolean; readonly permissionsAnyChanges: boolean };
}

function main(folder: string): void {
  const load = createRequire(join(resolve(folder), "package.json"));
  const { fullDiff } = load(PACKAGE) as CloudFormationDiff;
  const { version } = JSON.parse(readFileSync(load.resolve(`${PACKAGE}/package.json`), "utf8")) as { version: string };
  const answerOf = (before: object, after: object): CdkAnswer => {
    const diff = fullDiff(before, after);
    return diff.permissionsBroadened ? "broadening" : diff.permissionsAnyChanges ? "a row" : "no row";
  };
  const measured: CdkDiff = {
    date: new Date().toISOString().slice(0, 10),
    version,
    says: Object.fromEntries(
      ALL_CHANGES.map(({ what, before, after }) => [what, answerOf(templateOf(before), templateOf(after))]),
    ),
  };
  writeFileSync(RESULT, `${JSON.stringify(measured, null, 2)}\n`);
}

const [, , folder] = process.argv;
if (folder === undefined) throw new Error(`give the folder in which ${PACKAGE} is installed`);
main(folder);
