import type { ConditionBlock, PolicyStatement, PrincipalElement } from "../../policy/document";

/** One edit of a statement. */
export interface Edit {
  /** What is edited, in a few words: separates the edits of one statement. */
  readonly name: string;
  /** The statement as it becomes; undefined where it is taken out. */
  readonly change: (statement: PolicyStatement) => PolicyStatement | undefined;
  /** The action that it adds. */
  readonly adds?: string;
}

const OTHER_ACCOUNT = "444455556666";
const OTHER_REGION = "us-east-1";

/**
 * Every single edit of a statement, but for the actions that could be added.
 *
 * @param statement As an environment fills it in. An edit leaves a statement as it is that lacks what is edited.
 */
export function editsOf(statement: PolicyStatement): Edit[] {
  return [
    { name: "taken out", change: () => undefined },
    { name: "effect turned", change: (one) => ({ ...one, Effect: one.Effect === "Allow" ? "Deny" : "Allow" }) },
    ...list(statement.Action).map((action) => ({
      name: `without ${action}`,
      change: (one: PolicyStatement) => withList(one, "Action", without(list(one.Action), action)),
    })),
    ...placeEdits(statement, "Resource"),
    ...placeEdits(statement, "NotResource"),
    ...conditionEdits(statement.Condition ?? {}),
    ...principalEdits(statement.Principal),
  ];
}

/** The edit that adds an action. */
export function withAction(action: string): Edit {
  return {
    name: `with ${action}`,
    adds: action,
    change: (one) => ({ ...one, Action: [...list(one.Action), action] }),
  };
}

function placeEdits(statement: PolicyStatement, element: "Resource" | "NotResource"): Edit[] {
  const patterns = list(statement[element]);
  if (patterns.length === 0) return [];
  const replaced = (from: string, to: string): Edit => ({
    name: `${element} ${from} as ${to}`,
    change: (one) => withList(one, element, replace(list(one[element]), from, to)),
  });
  return [
    ...patterns.map((pattern) => ({
      name: `without ${element} ${pattern}`,
      change: (one: PolicyStatement) => withList(one, element, without(list(one[element]), pattern)),
    })),
    ...patterns.flatMap((pattern) => widerPatterns(pattern).map((wider) => replaced(pattern, wider))),
  ];
}

/** An ARN pattern with one place widened or moved: everything, the region, the account, each segment of the name. */
function widerPatterns(pattern: string): string[] {
  if (pattern === "*") return [];
  const parts = pattern.split(":");
  const at = (place: number, text: string): string =>
    parts.map((part, index) => (index === place ? text : part)).join(":");
  const name = parts.slice(5).join(":");
  const segments = name.split("/");
  const named = (index: number, text: string): string =>
    [...parts.slice(0, 5), segments.map((segment, place) => (place === index ? text : segment)).join("/")].join(":");
  const wider = [
    "*",
    ...(parts[3] ? [at(3, "*"), at(3, OTHER_REGION)] : []),
    ...(parts[4] ? [at(4, "*"), at(4, OTHER_ACCOUNT)] : []),
    ...(parts.length > 5 ? segments.map((_, index) => named(index, "*")) : []),
    `${pattern}*`,
  ];
  // Several stars say what one says.
  const known = new Set([pattern.replace(/\*+/g, "*")]);
  return wider.filter((one) => !known.has(one.replace(/\*+/g, "*")) && known.add(one.replace(/\*+/g, "*")));
}

function conditionEdits(block: ConditionBlock): Edit[] {
  return Object.entries(block).flatMap(([operator, keys]) => [
    ...(Object.keys(keys).length > 1
      ? [{ name: `without ${operator}`, change: (one: PolicyStatement) => withConditions(one, operator, () => []) }]
      : []),
    ...Object.entries(keys).flatMap(([key, values]) => [
      {
        name: `without ${operator} ${key}`,
        change: (one: PolicyStatement) =>
          withConditions(one, operator, (other, held) => (other === key ? [] : [[other, held]])),
      },
      ...list(values).flatMap((value) => [
        ...(list(values).length > 1 ? [valueEdit(operator, key, value, [])] : []),
        ...widerValues(operator, value).map((wider) => valueEdit(operator, key, value, [wider])),
      ]),
    ]),
  ]);
}

function valueEdit(operator: string, key: string, value: string, becomes: readonly string[]): Edit {
  const change = (one: PolicyStatement): PolicyStatement =>
    withConditions(one, operator, (other, held) => [
      [other, other === key ? list(held).flatMap((kept) => (kept === value ? becomes : [kept])) : held],
    ]);
  return { name: `${operator} ${key} ${value} as ${becomes[0] ?? "nothing"}`, change };
}

/** A value that lets more, or something else, through. */
function widerValues(operator: string, value: string): string[] {
  if (/Bool|Null/.test(operator)) return [value === "true" ? "false" : "true"];
  if (operator.includes("Date")) return [operator.includes("Less") ? "2099-01-01T00:00:00Z" : "2000-01-01T00:00:00Z"];
  if (/Like|Arn/.test(operator)) return ["*", `${value}*`].filter((one) => one.replace(/\*+/g, "*") !== value);
  return value.includes("111122223333") ? [value.replaceAll("111122223333", OTHER_ACCOUNT)] : [`${value}x`];
}

function principalEdits(element: PrincipalElement | undefined): Edit[] {
  if (typeof element !== "object") return [];
  const becoming = (name: string, to: PrincipalElement): Edit => ({
    name,
    change: (one) => ({ ...one, Principal: to }),
  });
  return Object.entries(element).flatMap(([type, ids]) => [
    ...list(ids).flatMap((id) =>
      list(ids).length > 1 ? [becoming(`without ${id}`, { [type]: without(list(ids), id) })] : [],
    ),
    ...(type === "Service"
      ? [
          becoming("one more service", { Service: [...list(ids), "ec2.amazonaws.com"] }),
          becoming("another service", { Service: "ec2.amazonaws.com" }),
          ...list(ids)
            .filter((id) => id.includes("eu-west-1"))
            .map((id) => becoming("another region's service", { Service: id.replace("eu-west-1", OTHER_REGION) })),
        ]
      : []),
    ...(type === "AWS" && !list(ids).includes("*")
      ? [
          becoming("everybody", { AWS: "*" }),
          becoming("one more account", { AWS: [...list(ids), `arn:aws:iam::${OTHER_ACCOUNT}:root`] }),
          becoming("another account", { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` }),
        ]
      : []),
    ...(type === "AWS" && list(ids).includes("*")
      ? [becoming("the account alone", { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` })]
      : []),
    ...(type === "Federated"
      ? [becoming("another provider", { Federated: `arn:aws:iam::${OTHER_ACCOUNT}:saml-provider/x` })]
      : []),
  ]);
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

function without(values: readonly string[], value: string): string[] {
  return values.filter((other) => other !== value);
}

function replace(values: readonly string[], from: string, to: string): string[] {
  return values.map((value) => (value === from ? to : value));
}

/** A statement without actions or places is none. */
function withList(
  statement: PolicyStatement,
  element: "Action" | "Resource" | "NotResource",
  values: readonly string[],
): PolicyStatement | undefined {
  return values.length > 0 ? { ...statement, [element]: values } : undefined;
}

type Tests = readonly (readonly [key: string, values: string | readonly string[]])[];

function withConditions(
  { Condition = {}, ...rest }: PolicyStatement,
  operator: string,
  change: (key: string, values: string | readonly string[]) => Tests,
): PolicyStatement {
  const changed = Object.entries(Condition).flatMap(([name, keys]) => {
    const tests = Object.entries(keys).flatMap(([key, values]) =>
      name === operator ? change(key, values) : [[key, values] as const],
    );
    return tests.length > 0 ? [[name, Object.fromEntries(tests)] as const] : [];
  });
  return { ...rest, ...(changed.length > 0 && { Condition: Object.fromEntries(changed) }) };
}
