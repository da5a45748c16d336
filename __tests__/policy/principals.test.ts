import type { Principal } from "../../policy/document";
import { accountOf, compilePrincipals, roleKey, roleOfSession, type PrincipalMatch } from "../../policy/principals";

const ACCOUNT = "111122223333";
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const WITH_PATH = `arn:aws:iam::${ACCOUNT}:role/team/app`;
const USER = `arn:aws:iam::${ACCOUNT}:user/jane`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/app/jane`;
const SERVICE = "sagemaker.amazonaws.com";
const STRANGER = "arn:aws:iam::444455556666:role/app";

const aws = (...ids: string[]): Principal[] => ids.map((id) => ({ type: "AWS", id }));
const service: Principal[] = [{ type: "Service", id: SERVICE }];
const anyone: Principal[] = [{ type: "*", id: "*" }];

test.each<[listed: Principal[], principal: string | undefined, expected: PrincipalMatch]>([
  [anyone, undefined, "itself"],
  [anyone, STRANGER, "itself"],
  [aws(ACCOUNT), ROLE, "account"],
  [aws(ROOT), ROLE, "account"],
  [aws(ROOT), ROOT, "itself"],
  [aws(ROOT), STRANGER, "none"],
  [aws(USER), USER, "itself"],
  [aws(USER), ROLE, "none"],
  [aws(ROLE), ROLE, "role"],
  [aws(ROLE), SESSION, "role"],
  [aws(WITH_PATH), SESSION, "role"],
  [aws(SESSION), SESSION, "itself"],
  [aws(SESSION), ROLE, "none"],
  [aws(ROLE), STRANGER, "none"],
  [aws(ROOT, ROLE), SESSION, "role"],
  [service, SERVICE, "itself"],
  [service, "glue.amazonaws.com", "none"],
  [aws(ROLE), undefined, "none"],
])("Principal %j names %s: %s", (principals, principal, expected) => {
  expect(compilePrincipals({ principals })(principal)).toBe(expected);
});

test.each<[excepted: Principal[], principal: string | undefined, expected: PrincipalMatch]>([
  [aws(USER), USER, "none"],
  [aws(USER), ROLE, "itself"],
  [aws(ROLE), SESSION, "none"],
  [aws(ROOT), ROLE, "itself"],
  [aws(USER), undefined, "itself"],
])("NotPrincipal %j names %s: %s", (notPrincipals, principal, expected) => {
  expect(compilePrincipals({ notPrincipals })(principal)).toBe(expected);
});

test("a statement without either names everyone", () => {
  expect(compilePrincipals({})(undefined)).toBe("itself");
});

test.each<[id: string, account: string | undefined, role: string | undefined, ofSession: string | undefined]>([
  [ACCOUNT, ACCOUNT, undefined, undefined],
  [ROOT, ACCOUNT, undefined, undefined],
  [ROLE, undefined, `arn:aws:${ACCOUNT}:app`, undefined],
  [WITH_PATH, undefined, `arn:aws:${ACCOUNT}:app`, undefined],
  [SESSION, undefined, undefined, `arn:aws:${ACCOUNT}:app`],
  [USER, undefined, undefined, undefined],
  [SERVICE, undefined, undefined, undefined],
])("%s: account %s, role %s, role of the session %s", (id, account, role, ofSession) => {
  expect([accountOf(id), roleKey(id), roleOfSession(id)]).toEqual([account, role, ofSession]);
});
