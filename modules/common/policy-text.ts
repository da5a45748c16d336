import { TerraformLocal, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import type { PolicyDocument } from "../../policy/document";
import { allowedSize, checkSize, type LIMITS } from "../../policy/size";
import { policyJson, policyTemplate } from "./policy-json";

export interface PolicyTextOptions {
  /** Front of the locals that hold a plain module's statements: `admin` gives `local.admin_policy`. */
  readonly id: string;
  /** The limit that the policy is held to, and what a message calls it. @default no limit that it could reach */
  readonly limit?: { readonly kind: keyof typeof LIMITS; readonly name: string };
}

/** In a plain module: Sid → Terraform expression that decides whether the statement exists. */
interface SwitchedDocument extends PolicyDocument {
  readonly switches?: Readonly<Record<string, string>>;
}

/** A policy as the attribute of a resource. */
export interface PolicyText {
  readonly text: string;
  /** In a plain module: the limit as a precondition of the resource. */
  readonly lifecycle?: TerraformResourceLifecycle;
}

/**
 * A policy for a resource. In a stack it is literal text, and its size is checked at once. In a plain Terraform module
 * the statements are locals, so that they read as JSON in the module's file, those that inputs switch are filtered, and
 * the text is `jsonencode` of the rest: known in the plan wherever the inputs are.
 *
 * @throws PolicySizeError where literal text is too long.
 */
export function policyText(scope: Construct, document: SwitchedDocument, options: PolicyTextOptions): PolicyText {
  const { id, limit } = options;
  if (!document.switches) {
    if (limit) checkSize(limit.kind, limit.name, document);
    return { text: policyJson(document) };
  }
  const local = (suffix: string, value: unknown): string => {
    new TerraformLocal(scope, `${id}-${suffix}`, value).overrideLogicalId(`${id}_${suffix}`);
    return `local.${id}_${suffix}`;
  };
  const all = local("statements", statementsAsTerraform(document));
  const switches = Object.entries(document.switches).map(([sid, expression]) => [sid, `\${${expression}}`] as const);
  const on =
    switches.length === 0
      ? all
      : `[for s in ${all} : s if lookup(${local("switches", Object.fromEntries(switches))}, s.Sid, true)]`;
  const text = local("policy", `\${jsonencode({ Version = "2012-10-17", Statement = ${on} })}`);
  if (!limit) return { text: `\${${text}}` };
  // A local of its own, since Terraform shows what a failed condition refers to.
  const size = local("size", `\${length(${text})}`);
  return { text: `\${${text}}`, lifecycle: sizePrecondition(size, limit) };
}

/**
 * The statements as Terraform evaluates JSON: a list in which an expression stands for several entries is flattened.
 * Source: "JSON Configuration Syntax: Expression Mapping", Terraform language documentation.
 */
function statementsAsTerraform(document: PolicyDocument): unknown {
  const { Statement } = JSON.parse(policyTemplate(document)) as { Statement: unknown };
  return flattened(Statement);
}

const EXPRESSION = /^\$\{([^{}]+)\}$/;

function flattened(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    const expressions = items.map((item) => (typeof item === "string" ? EXPRESSION.exec(item)?.[1] : undefined));
    if (expressions.every((expression) => expression === undefined)) return items.map(flattened);
    const entries = items.map((item, index) => expressions[index] ?? JSON.stringify(item));
    return `\${flatten([${entries.join(", ")}])}`;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, flattened(entry)]));
}

function sizePrecondition(
  size: string,
  { kind, name }: NonNullable<PolicyTextOptions["limit"]>,
): TerraformResourceLifecycle {
  const allowed = allowedSize(kind);
  return {
    precondition: [
      {
        condition: `\${${size} <= ${allowed}}`,
        errorMessage: `${name} has \${${size}} characters, ${allowed} are allowed: shorten the names and lists that are set for it.`,
      },
    ],
  };
}
