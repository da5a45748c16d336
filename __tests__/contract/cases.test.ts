import { CLAUSES } from "../../contract/clauses";
import { outcome } from "./outcome";

describe.each(CLAUSES.map((clause) => [clause.id, clause] as const))("clause %s", (_, clause) => {
  test.each(
    clause.cases.map(
      (request) =>
        [
          request.expect,
          request.as,
          request.action,
          request.resource,
          JSON.stringify({ ...request.context, ...(request.options && { options: request.options }) }),
          request,
        ] as const,
    ),
  )("%s %s %s %s %s", (expected, _as, _action, _resource, _rest, request) => {
    expect(outcome(request)).toBe(expected);
  });

  test("proves itself both ways", () => {
    expect(new Set(clause.cases.map(({ expect }) => expect))).toEqual(new Set(["allow", "deny"]));
  });
});
