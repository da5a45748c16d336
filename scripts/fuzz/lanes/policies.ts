import fc from "fast-check";
import { lane } from "../engine/lane";
import { holdRefusal, must, ssps } from "../command";
import type { Format } from "../formats";
import { files, type InputFile, write } from "../inputs/files";
import { policyDocument } from "../inputs/policies";
import { change, type Change, holdVerdict } from "../changes";
import { format, holdReview, holdSame, verdictOf } from "../reviews";

type Input =
  { readonly format: Format; readonly before: InputFile; readonly after: InputFile } | { readonly change: Change };

const policyFile = fc
  .boolean()
  .chain((principals) => files(policyDocument(principals).map((document) => JSON.stringify(document, null, 1))));

const inputs: fc.Arbitrary<Input> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ format, before: policyFile, after: policyFile }) },
  { weight: 1, arbitrary: fc.record({ change }) },
);

const [BEFORE, AFTER] = ["before.json", "after.json"];

/** Policies by themselves, compared and asked. */
export const policies = lane<Input>({
  name: "policies",
  share: 15,
  inputs,
  hold: async (input) => {
    if ("change" in input) {
      const { before, after, boundaries: _, ...rest } = input.change;
      write(BEFORE, { text: JSON.stringify(before) });
      write(AFTER, { text: JSON.stringify(after) });
      holdVerdict(await verdictOf(["--before", BEFORE, "--after", AFTER]), { before, after, ...rest });
      return;
    }
    write(BEFORE, input.before);
    write(AFTER, input.after);
    const reviewed = await holdReview(["--before", BEFORE, "--after", AFTER], [BEFORE, AFTER], input.format);
    if (reviewed) await holdSame(AFTER);
    const asked = await ssps("can", "s3:GetObject", "arn:aws:s3:::a/b", "--policy", AFTER, "--json");
    // A policy that IAM would refuse is decided on, and ends with status 2 all the same.
    const isDecided = asked.status !== 2 || (asked.err === "" && asked.out.includes("IAM would refuse"));
    if (isDecided) must(/^(allow|explicitDeny|implicitDeny)$/.test(decisionOf(asked.out)), `no decision: ${asked.out}`);
    else holdRefusal(asked, [AFTER]);
    if (reviewed) must(isDecided, `reviewed, and not asked: ${asked.err}`);
  },
});

function decisionOf(text: string): string {
  return (JSON.parse(text) as { decision: string }).decision;
}
