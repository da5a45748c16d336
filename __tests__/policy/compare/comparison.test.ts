import { comparisonOf, type Difference } from "../../../policy/compare/comparison";

function difference(changes: Partial<Difference> = {}): Difference {
  return {
    verdict: "widened",
    cause: "allow",
    risk: "read",
    statement: { policy: "p", index: 0, sid: undefined, effect: "Allow" },
    version: "2012-10-17",
    actions: ["s3:GetObject"],
    published: [],
    publishedCount: 0,
    conditions: [],
    proven: true,
    ...changes,
  };
}

const refused = { action: "s3:GetObject", resource: "*", context: {} };
const widened = difference();
const doubted = difference({ proven: false });
const narrowed = difference({ verdict: "narrowed" });
const perhapsNarrowed = difference({ verdict: "narrowed", proven: false });

test.each<[verdict: string, proven: boolean, differences: Difference[], unknown: string[]]>([
  ["none", true, [], []],
  ["widened", true, [widened, narrowed], []],
  ["widened", true, [doubted, widened], []],
  ["widened", false, [doubted], []],
  ["widened", false, [doubted, narrowed], ["p"]],
  ["unknown", false, [], ["p"]],
  ["unknown", false, [narrowed], ["p"]],
  ["narrowed", true, [narrowed], []],
  ["narrowed", false, [difference({ verdict: "narrowed", proven: false, refused })], []],
  ["changed", false, [perhapsNarrowed], []],
])("%s, proven: %s", (verdict, proven, differences, unknown) => {
  expect(comparisonOf(differences, unknown)).toMatchObject({ verdict, proven, unknown });
});

test("what is newly possible comes first, then the risk, what is proven, and what is small", () => {
  const everything = difference({ actions: [], notActions: ["s3:GetObject"] });
  const broad = difference({ publishedCount: 9 });
  const deletes = difference({ risk: "delete" });
  const { differences } = comparisonOf([narrowed, everything, doubted, broad, widened, deletes]);
  expect(differences).toEqual([deletes, widened, broad, everything, doubted, narrowed]);
});
