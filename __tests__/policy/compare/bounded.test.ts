import { compareResource } from "../../../policy/compare";
import { parsePolicy } from "../../../policy/parse";

const everyone = { Effect: "Allow", Principal: "*", NotAction: "s3:*Object", Resource: "*" };
const policy = (...Statement: object[]) => parsePolicy({ Version: "2012-10-17", Statement }, "p");

test("a Deny with NotPrincipal that becomes one of few frees whoever has a boundary", () => {
  const before = policy(everyone, { Effect: "Deny", NotPrincipal: "*", Action: "*", NotResource: "arn:aws:s3:::a" });
  const after = policy(everyone, {
    Effect: "Deny",
    Principal: { AWS: ["arn:aws:iam::111122223333:role/a", "444455556666"] },
    Action: "*",
    NotResource: "arn:aws:s3:::a",
  });
  const { verdict, proven } = compareResource(before, after, { kind: "resource", account: "111122223333" });
  expect({ verdict, proven }).toEqual({ verdict: "widened", proven: true });
});
