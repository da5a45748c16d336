import type { Case, PolicyKey, StatementTemplate } from "../../contract/clause";
import {
  caseAuthorization,
  caseDocuments,
  caseRequest,
  caseSettings,
  documentsOf,
  EVERYTHING,
  type CaseDocuments,
} from "../../contract/cases/authorization";
import { CLAUSES } from "../../contract/clauses";
import { decide, type Authorization } from "../../policy/decide";
import type { PolicyDocument, PolicyStatement } from "../../policy/document";
import { compilePattern } from "../../policy/pattern";

/** A change to one statement, in the documents that are named. */
export interface Mutation {
  readonly statement: StatementTemplate;
  readonly documents: readonly PolicyKey[];
  /** Tells the changes to one statement apart. */
  readonly name: string;
  /** The statement as it becomes; undefined takes it out. */
  readonly change: (statement: PolicyStatement) => PolicyStatement | undefined;
}

const cases = CLAUSES.flatMap((clause) => clause.cases);
const kept = new Map<string, Authorization>();

/** What a case's request comes to, where the policies are as they are or where one statement is changed. */
export function outcome(request: Case, others: readonly PolicyDocument[] = [], mutation?: Mutation): "allow" | "deny" {
  const decision = decide(authorization(request, others, mutation), caseRequest(request)).decision;
  return decision === "allow" ? "allow" : "deny";
}

/** Whether some case notices the change; a deny must withstand a policy that allows everything, such as another team's. */
export function isNoticed(mutation: Mutation): boolean {
  const { statement, documents } = mutation;
  const matchers = statement.actions.map((pattern) => compilePattern(pattern.toLowerCase()));
  const others = statement.effect === "Deny" ? [EVERYTHING] : [];
  return cases.some(
    (request) =>
      matchers.some((matches) => matches(request.action.toLowerCase())) &&
      documents.some((document) => involves(request, document)) &&
      outcome(request, others, mutation) !== outcome(request, others),
  );
}

/** Whether a document takes part in a case; where it does not, no statement of it can turn the case. */
function involves(request: Case, document: PolicyKey): boolean {
  return (
    documentsOf(request.as, caseSettings(request)).includes(document) ||
    request.resourcePolicy === document ||
    request.endpointPolicy === document
  );
}

function authorization(request: Case, others: readonly PolicyDocument[], mutation?: Mutation): Authorization {
  const { as, options, resourcePolicy, endpointPolicy } = request;
  const changed = mutation && [mutation.statement.sid, mutation.documents, mutation.name];
  const key = JSON.stringify([as, options, resourcePolicy, endpointPolicy, others.length, changed]);
  const found = kept.get(key);
  if (found) return found;
  const chosen = caseSettings(request);
  const documents = caseDocuments(chosen, options);
  const made = caseAuthorization(request, chosen, mutation ? mutate(documents, mutation) : documents, others);
  kept.set(key, made);
  return made;
}

function mutate(documents: CaseDocuments, { documents: keys, statement: { sid }, change }: Mutation): CaseDocuments {
  const changed = { ...documents };
  for (const key of keys) {
    const document = documents[key];
    if (!document) continue;
    changed[key] = {
      ...document,
      Statement: (document.Statement as readonly PolicyStatement[]).flatMap((statement) =>
        statement.Sid === sid ? (change(statement) ?? []) : [statement],
      ),
    };
  }
  return changed;
}
