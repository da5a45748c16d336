import { parseArn } from "../../aws/arn";
import { isAccountId } from "../../aws/ids";
import { ReviewInputError } from "./file";
import { field, fieldsOf, listOf, textOf, type Fields, type Json } from "./resource";

/** The lists of account details; each entry of one stands on one page. */
const LISTS = ["RoleDetailList", "UserDetailList", "GroupDetailList", "Policies"] as const;

/** A page of `aws iam get-account-authorization-details`, which may be all of it. */
export interface AccountPage {
  readonly file: string;
  readonly fields: Fields;
}

/** Whether a JSON value is what `aws iam get-account-authorization-details` prints. */
export function isAccountDetails(value: Fields): boolean {
  return ["RoleDetailList", "UserDetailList", "GroupDetailList"].some((list) => Array.isArray(field(value, list)));
}

/** Whether a JSON value is such a page; one at the end may hold nothing but policies. */
export function isAccountPage(value: Fields): boolean {
  return isAccountDetails(value) || Array.isArray(field(value, "Policies"));
}

/** The call that prints everything. */
export const ALL_PAGES = "aws iam get-account-authorization-details, without --max-items, --no-paginate and --filter";

/**
 * All pages but the last say that they are cut off.
 *
 * @throws ReviewInputError where every page says it.
 */
export function requireAllPages(pages: readonly AccountPage[]): void {
  const cut = pages.filter(
    ({ fields }) => field(fields, "IsTruncated") === true || textOf(field(fields, "NextToken")) !== undefined,
  );
  const last = cut.at(-1);
  if (!last || cut.length < pages.length) return;
  const what = cut.length === 1 ? "a page that others follow" : "the last page is missing";
  throw new ReviewInputError(`${last.file}: cut off, ${what}; give every page, or get all: ${ALL_PAGES}`);
}

/**
 * The one account that everything on the pages belongs to; undefined where nothing belongs to any.
 *
 * @throws ReviewInputError where there are two.
 */
export function oneAccountOf(pages: readonly AccountPage[]): string | undefined {
  const files = new Map<string, string>();
  for (const { file, fields } of pages) {
    for (const entry of LISTS.flatMap((list) => listOf(field(fields, list)))) {
      const account = parseArn(textOf(field(fieldsOf(entry), "Arn")) ?? "")?.account ?? "";
      if (isAccountId(account) && !files.has(account)) files.set(account, file);
    }
  }
  const [first, second] = [...files];
  if (!first || !second) return first?.[0];
  throw new ReviewInputError(
    first[1] === second[1]
      ? `${first[1]}: holds accounts ${first[0]} and ${second[0]}; allowed: the details of one account`
      : `${first[1]} is of account ${first[0]}, and ${second[1]} of account ${second[0]}; allowed: pages of one account`,
  );
}

/** The entries of all pages, by the lists that are there. @throws ReviewInputError where a page is missing. */
export function joinedPages(pages: readonly AccountPage[]): Fields {
  requireAllPages(pages);
  const joined: Record<string, Json> = {};
  for (const list of LISTS) {
    const given = pages.filter(({ fields }) => Array.isArray(field(fields, list)));
    if (given.length > 0) joined[list] = given.flatMap(({ fields }) => listOf(field(fields, list)));
  }
  return joined;
}
