import { elevationSettings } from "../../contract/render/elevation-window";
import { partDocument, type ContractDocument } from "../../contract/render/documents";
import type { Settings } from "../../contract/settings";
import { compile, type CompiledPolicies } from "../../policy/decide";
import type { Statement } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import type { Steps } from "./steps";
import { contractKey } from "../contract-key";
import type { RoleKind } from "../question";
import { isAllowed, type Change } from "./allowed";
import { contextsFor } from "./context";

/** A part of the file whose policy may allow what is denied. */
interface Grant {
  readonly roles: readonly RoleKind[];
  readonly policies: (settings: Settings) => CompiledPolicies;
  /** Whose policy it is. */
  readonly of: "role" | "resource";
  readonly words: string;
}

const compiled = (document: ContractDocument): CompiledPolicies => compile([parsePolicy(document, "part")]);

const GRANTS: readonly Grant[] = [
  {
    roles: ["admin"],
    policies: (settings) => compiled(partDocument("elevation", settings, elevationSettings())),
    of: "role",
    words:
      "an elevation would allow it for a while (`elevation`, D2): `ssps elevate --ticket TICKET --approver NAME --for 7d`; where AMS still manages the account, the ticket that `ssps rfc autoscaling` prints",
  },
  {
    roles: ["admin"],
    policies: (settings) => compiled(partDocument("cleanUp", settings)),
    of: "role",
    words: "the clean-up right would allow it (D3): `scaling`, or an elevation with `clean_up: true`, gives it",
  },
  {
    roles: ["admin", "execution"],
    policies: (settings) => contractKey(settings).policies,
    of: "resource",
    words:
      "a key with the contract's policy would allow it (`storage.key`, K1); of a key that exists, `ssps key POLICY.json` says which statements it lacks; where AMS still manages the account, the ticket that `ssps rfc key` prints",
  },
];

/** The parts of the file that would allow it. */
export const grantSteps: Steps = (roleRequest) => {
  const { request, source, role, identity } = roleRequest;
  return GRANTS.filter(({ roles }) => roles.includes(role)).flatMap(({ policies, of, words }) => {
    if (of === "resource" && (source.environment?.has.key === true || !/^kms:/i.test(request.action))) return [];
    const policy = policies(source.settings);
    const change: Change =
      of === "role"
        ? { identity: compile([{ name: "", version: "2012-10-17", statements: statementsOf(identity, policy) }]) }
        : { sides: { resource: { words: "the key", policies: policy } } };
    // What else the request lacks is another step; the part is one all the same, if without it that is not enough.
    const contexts = [{}, ...contextsFor(policy.candidates(request.action).allow, request)];
    const grants = contexts.some(
      (context) => isAllowed(roleRequest, { ...change, context }) && !isAllowed(roleRequest, { context }),
    );
    return grants ? [words] : [];
  });
};

function statementsOf(...compiled: readonly CompiledPolicies[]): Statement[] {
  return compiled.flatMap(({ statements }) => statements.map(({ statement }) => statement));
}
