import type { Carrier } from "../../contract/render/environment-policies";
import { htmlName, htmlWords } from "../../review/render/escape";
import { RISK_WORDS } from "../../review/render/summary";
import { textsOf, type AccessLine } from "../access";
import type { Report } from "../report";
import type { PrincipalElement } from "../../policy/document";
import { code, codes, counted, table, type TableRow } from "./html";
import type { Section } from "./section";

const CARRIERS: Readonly<Record<Carrier, string>> = {
  admin: "admin role",
  execution: "execution role",
  workforce: "workforce role",
  bucket: "bucket",
  key: "key",
  endpoint: "VPC endpoint",
};

/** Who may do what: every statement, with a filter and the page's sentence behind each. */
export function accessSection({ access }: Report): Section {
  return {
    id: "access",
    title: "Who may do what",
    brief: counted(access.length, "statement"),
    content: `${filterOf(access)}
${table(
  "Every statement of every policy; a denial outweighs what others allow",
  ["Who", "May", "Actions", "On", "Only where", "Why"],
  access.map(rowOf),
  "statements",
)}`,
  };
}

/** Shown by the script, since without it there is nothing that filters. */
function filterOf(access: readonly AccessLine[]): string {
  const select = (label: string, name: string, values: readonly (readonly [value: string, text: string])[]): string =>
    `<label>${label} <select name="${name}"><option value="">all</option>${values
      .map(([value, text]) => `<option value="${htmlName(value)}">${htmlName(text)}</option>`)
      .join("")}</select></label>`;
  const same = (values: readonly string[]): [string, string][] => [...new Set(values)].map((value) => [value, value]);
  const clauses = new Map(access.flatMap(({ clause }) => (clause ? [[clause.id, clause.title] as const] : [])));
  const carriers = [...new Set(access.flatMap((line) => line.carriers))];
  const risks = ["escalation", "delete", "write", "read"] as const;
  return `<form role="search" aria-label="Filter statements" hidden>
<label>Action or word <input type="search" name="text" autocomplete="off" spellcheck="false" placeholder="CreateTrainingJob, secret…"></label>
<label>Resource <input type="search" name="resource" autocomplete="off" spellcheck="false" placeholder="arn:aws:s3:::acme-sagemaker-dev/x"></label>
${select(
  "Who",
  "who",
  carriers.map((carrier) => [carrier, CARRIERS[carrier]] as const),
)}
${select("Effect", "effect", [
  ["Allow", "may"],
  ["Deny", "may not"],
])}
${select("Service", "service", same(access.flatMap(({ services }) => services).sort()))}
${select(
  "Verb",
  "risk",
  risks.map((risk) => [risk, RISK_WORDS[risk]] as const),
)}
${select(
  "Clause",
  "clause",
  [...clauses].map(([id, title]) => [id, `${id} ${title}`] as const),
)}
<button type="reset">Reset</button>
<output aria-live="polite">${access.length} of ${access.length} shown</output>
</form>`;
}

function rowOf(line: AccessLine): TableRow {
  const { carriers, trust, policy, statement, services, risks, clause } = line;
  const { Effect, Action, NotAction, Resource, NotResource, Sid, Condition = {} } = statement;
  const resources = textsOf(Resource);
  const data = {
    who: carriers.join(" "),
    effect: Effect,
    service: services.join(" "),
    risk: risks.join(" "),
    clause: clause?.id ?? "",
    // What a filter by resource looks at; a trust policy and what is about everything but something fit any.
    resources: JSON.stringify(NotResource === undefined && !trust ? resources : ["*"]),
  };
  return {
    attributes: Object.entries(data)
      .map(([key, value]) => ` data-${key}="${htmlName(value)}"`)
      .join(""),
    cells: [
      whoOf(line),
      Effect === "Allow" ? '<span class="yes">may</span>' : '<span class="no">may not</span>',
      NotAction === undefined ? codes(textsOf(Action)) : `everything but ${codes(textsOf(NotAction))}`,
      NotResource === undefined
        ? resources.length > 0
          ? codes(resources, 4)
          : htmlName(namesOf(carriers))
        : `everything but ${codes(textsOf(NotResource), 4)}`,
      Object.entries(Condition)
        .flatMap(([operator, keys]) =>
          Object.entries(keys).map(
            ([key, values]) => `<div>${code(key)} ${htmlName(operator)} ${codes(textsOf(values), 4)}</div>`,
          ),
        )
        .join(""),
      clause
        ? `<strong>${clause.id}</strong> ${htmlWords(clause.title)}<details><summary>the page's words</summary><q>${htmlWords(clause.quote)}</q><br>${code(Sid ?? "")} in ${code(policy)}</details>`
        : `not ours, kept in ${code(policy)}${Sid === undefined ? "" : `: ${code(Sid)}`}`,
    ],
  };
}

/** Whom a statement is about: its principals, or the roles that carry it. */
function whoOf({ carriers, statement: { Principal, NotPrincipal } }: AccessLine): string {
  if (Principal !== undefined) return Principal === "*" ? "everyone" : principals(Principal);
  return NotPrincipal === undefined ? namesOf(carriers) : `everybody but ${principals(NotPrincipal)}`;
}

function namesOf(carriers: readonly Carrier[]): string {
  return carriers.map((carrier) => `the ${CARRIERS[carrier]}`).join(", ");
}

function principals(element: PrincipalElement): string {
  return codes(typeof element === "string" ? [element] : Object.values(element).flatMap(textsOf), 3);
}
