import { createHash } from "node:crypto";
import { Failure } from "../failure";
import { goJson } from "../policy-json";
import { isList, isObject, type ObjectValue, type Value } from "../values";
import type { DataKind } from "./kind";

/** A policy as Go's encoder would write it: names in this order. */
interface Document {
  Version?: string;
  Id?: string;
  Statement: Statement[];
}

type Statement = Readonly<Record<string, unknown>>;

/**
 * `aws_iam_policy_document`: HCL blocks to the JSON that the provider writes, to the letter: two spaces of indentation,
 * lists in reverse order, one value without a list, `&{…}` for policy variables.
 *
 * Source: the documentation of the data source, and the provider's published behaviour.
 */
export const policyDocument: Readonly<Record<string, DataKind>> = {
  aws_iam_policy_document: {
    binding: "data-aws-iam-policy-document",
    read: (config) => {
      const version = text(config.version) ?? "2012-10-17";
      const own: Document = {
        Version: version,
        ...(text(config.policy_id) && { Id: text(config.policy_id) ?? "" }),
        Statement: blocks(config.statement).map(statement),
      };
      rejectRepeatedSids(own.Statement);
      const sources = documents(config.source_json, config.source_policy_documents);
      rejectRepeatedSids(sources.flatMap((document) => document.Statement));
      const overrides = documents(config.override_json, config.override_policy_documents);
      const merged = [own, ...overrides].reduce(merge, sources.reduce(merge, { Statement: [] }));
      const ordered: Document = {
        Version: merged.Version ?? version,
        ...(merged.Id !== undefined && { Id: merged.Id }),
        Statement: merged.Statement,
      };
      const json = goJson(ordered, 2);
      const digest = createHash("sha256").update(json).digest();
      return { version, id: String(digest.readUInt32BE()), json, minified_json: goJson(ordered) };
    },
  },
};

/** A later statement takes the place of an earlier one with the same Sid. */
function merge(before: Document, after: Document): Document {
  const statements = [...before.Statement];
  for (const each of after.Statement) {
    const index = statements.findIndex(({ Sid: sid }) => sid !== undefined && sid === each.Sid);
    if (index < 0) statements.push(each);
    else statements[index] = each;
  }
  return { ...before, ...after, Statement: statements };
}

function rejectRepeatedSids(statements: readonly Statement[]): void {
  const seen = new Set<string>();
  for (const { Sid: sid } of statements) {
    if (typeof sid !== "string") continue;
    if (seen.has(sid)) throw new Failure(`duplicate Sid (${sid}). Remove the Sid or ensure the Sid is unique.`);
    seen.add(sid);
  }
}

function statement(block: ObjectValue): Statement {
  const principals = principalElement(blocks(block.principals));
  const notPrincipals = principalElement(blocks(block.not_principals));
  const conditions = blocks(block.condition);
  const entries: [string, unknown][] = [
    ["Sid", text(block.sid)],
    ["Effect", text(block.effect) ?? "Allow"],
    ["Action", reversed(block.actions)],
    ["NotAction", reversed(block.not_actions)],
    ["Resource", reversed(block.resources)],
    ["NotResource", reversed(block.not_resources)],
    ["Principal", principals],
    ["NotPrincipal", notPrincipals],
    ["Condition", conditions.length === 0 ? undefined : conditionElement(conditions)],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function principalElement(found: readonly ObjectValue[]): unknown {
  if (found.length === 0) return undefined;
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of found) {
    byType.set(text(type) ?? "", [...(byType.get(text(type) ?? "") ?? []), ...strings(identifiers)]);
  }
  const anyone = byType.get("*");
  if (byType.size === 1 && anyone?.length === 1 && anyone[0] === "*") return "*";
  return Object.fromEntries([...byType].sort(byName).map(([type, identifiers]) => [type, reversed(identifiers)]));
}

function conditionElement(found: readonly ObjectValue[]): unknown {
  const tests = new Map<string, Map<string, string[]>>();
  for (const { test, variable, values } of found) {
    const keys = tests.get(text(test) ?? "") ?? new Map<string, string[]>();
    tests.set(text(test) ?? "", keys);
    const key = text(variable) ?? "";
    keys.set(key, [...(keys.get(key) ?? []), ...strings(values)]);
  }
  return Object.fromEntries(
    [...tests]
      .sort(byName)
      .map(([test, keys]) => [
        test,
        Object.fromEntries(
          [...keys].sort(byName).map(([key, values]) => [key, values.length === 1 ? values[0] : values]),
        ),
      ]),
  );
}

function documents(one: Value | undefined, many: Value | undefined): Document[] {
  const texts = [...(text(one) === undefined ? [] : [text(one) ?? ""]), ...strings(many, false)];
  return texts.filter((json) => json !== "").map(parseDocument);
}

function parseDocument(json: string): Document {
  let parsed: Value;
  try {
    parsed = JSON.parse(json) as Value;
  } catch (error) {
    throw new Failure("a source or override document is no JSON", error instanceof Error ? error.message : "");
  }
  if (!isObject(parsed)) throw new Failure("a source or override document is no JSON object");
  const { Version: version, Id: id, Statement: held = [] } = parsed;
  const statements: Value = isList(held) ? held : [held];
  return {
    ...(typeof version === "string" && { Version: version }),
    ...(typeof id === "string" && { Id: id }),
    Statement: blocks(statements),
  };
}

/** The provider's order of sets; one value stands alone. */
function reversed(value: Value | undefined): string | string[] | undefined {
  const all = strings(value);
  if (all.length === 0) return undefined;
  return all.length === 1 ? all[0] : all.sort().reverse();
}

/** The strings of a list; `&{…}` is the data source's spelling of a policy variable. */
function strings(value: Value | undefined, variables = true): string[] {
  const all = isList(value) ? value.filter((item) => typeof item === "string") : [];
  return variables ? all.map((item) => item.replaceAll("&{", "${")) : all;
}

function blocks(value: Value | undefined): ObjectValue[] {
  return isList(value) ? value.filter(isObject) : [];
}

function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
