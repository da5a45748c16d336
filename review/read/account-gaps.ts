import { parseArn } from "../../aws/arn";
import { isAccountId } from "../../aws/ids";
import { ALL_PAGES } from "./account-pages";
import { field, fieldsOf, listOf, textOf, type Fields, type Json } from "./resource";

/** Something that account details, all pages of them, would say and do not: it is not known, which is not the same as none. */
export interface Gap {
  /** Whose it is: `role`, `user`, `group`, `managed policy` or `account`. */
  readonly kind: string;
  readonly name: string;
  /** 12 digits, where an ARN says. */
  readonly account: string | undefined;
  /** What is missing, as the end of a sentence about it: `without AttachedManagedPolicies`. */
  readonly lacks: string;
  /** Of an account: the lists that are not there. */
  readonly lists?: readonly string[];
}

/**
 * What AWS gives of each principal, whatever it holds; the lists of inline policies it leaves out for users and groups that
 * have none.
 */
const PRINCIPALS = [
  {
    ...{ list: "RoleDetailList", kind: "role", name: "RoleName" },
    given: ["AssumeRolePolicyDocument", "RolePolicyList", "AttachedManagedPolicies"],
  },
  {
    ...{ list: "UserDetailList", kind: "user", name: "UserName" },
    given: ["AttachedManagedPolicies", "GroupList"],
  },
  { ...{ list: "GroupDetailList", kind: "group", name: "GroupName" }, given: ["AttachedManagedPolicies"] },
] as const;

/**
 * What is missing in account details: those that a filter or a query cut, or a script wrote.
 *
 * Source: "GetAccountAuthorizationDetails", IAM API Reference.
 *
 * @param details The lists of all pages, or what a review keeps of them.
 */
export function gapsIn(details: Fields): Gap[] {
  const lists = [...PRINCIPALS.map(({ list }) => list), "Policies"];
  const absent = lists.filter((list) => !Array.isArray(field(details, list)));
  const [account] = lists
    .flatMap((list) => listOf(field(details, list)))
    .flatMap((entry) => accountIn(textOf(field(fieldsOf(entry), "Arn"))) ?? []);
  return [
    ...PRINCIPALS.flatMap(({ list, kind, name }) =>
      listOf(field(details, list))
        .map(fieldsOf)
        .flatMap((entry): Gap[] => {
          const lacking = lackingIn(list, entry);
          const of = { kind, name: textOf(field(entry, name)) ?? "", account: accountIn(textOf(field(entry, "Arn"))) };
          return lacking.length === 0 ? [] : [{ ...of, lacks: without(lacking) }];
        }),
    ),
    ...ownPolicies(details).flatMap(({ fields, ...of }): Gap[] =>
      listOf(field(fields, "PolicyVersionList")).some(isInForce)
        ? []
        : [{ ...of, kind: POLICY, lacks: "without the text of the version that is in force (IsDefaultVersion)" }],
    ),
    ...unlistedPolicies(details),
    ...(absent.length > 0
      ? [{ kind: "account", name: account ?? "?", account, lacks: without(absent), lists: absent }]
      : []),
  ];
}

/** Policies that more roles, users and groups carry than the details name. */
export function uncountedCarriers(details: Fields): Gap[] {
  const carriers = carriersIn(details);
  return ownPolicies(details).flatMap(({ fields, arn, ...of }): Gap[] => {
    const [count, found] = [field(fields, "AttachmentCount"), carriers.get(arn) ?? 0];
    if (typeof count !== "number" || count <= found) return [];
    return [{ ...of, kind: POLICY, lacks: `on ${count} roles, users and groups, of which ${found} are there` }];
  });
}

const POLICY = "managed policy";

/** The account's own policies that somebody carries, and the details lack. AWS's cannot be changed by anybody. */
function unlistedPolicies(details: Fields): Gap[] {
  const listed = new Set(ownPolicies(details).map(({ arn }) => arn));
  return [...carriersIn(details).keys()]
    .filter((arn) => accountIn(arn) !== undefined && !listed.has(arn))
    .map((arn) => ({
      ...{ kind: POLICY, name: arn.split("/").at(-1) ?? arn, account: accountIn(arn) },
      lacks: "attached, and not among Policies",
    }));
}

/** The policies of an account itself. */
function ownPolicies(details: Fields): { name: string; arn: string; account: string; fields: Fields }[] {
  return listOf(field(details, "Policies"))
    .map(fieldsOf)
    .flatMap((fields) => {
      const arn = textOf(field(fields, "Arn"));
      const account = accountIn(arn);
      if (arn === undefined || account === undefined) return [];
      return [{ name: textOf(field(fields, "PolicyName")) ?? arn, arn, account, fields }];
    });
}

/** ARN of a policy → how many carry it. */
function carriersIn(details: Fields): Map<string, number> {
  const carriers = new Map<string, number>();
  for (const { list } of PRINCIPALS) {
    for (const arn of listOf(field(details, list)).map(fieldsOf).flatMap(attachedTo))
      carriers.set(arn, (carriers.get(arn) ?? 0) + 1);
  }
  return carriers;
}

/** The keys that AWS gives of every entry of a list and this one lacks. */
export function lackingIn(list: string, entry: Fields): string[] {
  const given: readonly string[] = PRINCIPALS.find((one) => one.list === list)?.given ?? [];
  return given.filter((key) => (field(entry, key) ?? undefined) === undefined);
}

/** A gap as the end of a sentence, with how to mend it. */
export function gapText({ lacks }: Gap): string {
  return `in the account details it is ${lacks}: what they leave out is not known, and not compared; get all: ${ALL_PAGES}`;
}

export function attachedTo(entry: Fields): string[] {
  return listOf(field(entry, "AttachedManagedPolicies")).flatMap(
    (one) => textOf(field(fieldsOf(one), "PolicyArn")) ?? [],
  );
}

function without(keys: readonly string[]): string {
  return `without ${keys.join(" and ")}`;
}

function isInForce(version: Json): boolean {
  const fields = fieldsOf(version);
  return field(fields, "IsDefaultVersion") === true && field(fields, "Document") !== undefined;
}

function accountIn(arn: string | undefined): string | undefined {
  const account = parseArn(arn ?? "")?.account;
  return isAccountId(account) ? account : undefined;
}
