import type { Note, Row } from "../../review/model";
import { byRisk, rowIsProven, rowRisk, rowVerdict } from "../../review/row";
import { difference, loss, row } from "./render/sample";

const note = (verdict: Note["verdict"], risk: Note["risk"], proven = true): Note => ({
  verdict,
  risk,
  proven,
  text: "x",
});
const later = { differences: [], unknown: ["aws_iam_policy.later.policy"] };

test.each<[string, Row, string, string, boolean]>([
  [
    "a widening and a loss",
    row({ differences: [difference({ risk: "read" }), loss({ risk: "public" })] }),
    "widened",
    "read",
    true,
  ],
  [
    "a widening by a note",
    row({ differences: [loss({ risk: "public" })], notes: [note("widened", "write")] }),
    "widened",
    "write",
    true,
  ],
  ["one that is not proven", row({ differences: [difference({ proven: false })] }), "widened", "escalation", false],
  [
    "a note that is not proven",
    row({ differences: [], notes: [note("widened", "read", false)] }),
    "widened",
    "read",
    false,
  ],
  [
    "a note that is, beside one that is not",
    row({ differences: [difference({ proven: false })], notes: [note("widened", "read")] }),
    "widened",
    "escalation",
    true,
  ],
  ["a principal known after apply", row(later), "unknown", "escalation", false],
  ["a resource known after apply", row({ ...later, kind: "S3 bucket" }), "unknown", "public", false],
  ["a trust policy known after apply", row({ ...later, kind: "trust policy of role" }), "unknown", "public", false],
  [
    "a widening beside what is known after apply",
    row({ unknown: ["p"], differences: [difference({ risk: "read" })] }),
    "widened",
    "read",
    true,
  ],
])("%s", (_, of, verdict, risk, proven) => {
  expect([rowVerdict(of), rowRisk(of), rowIsProven(of)]).toEqual([verdict, risk, proven]);
});

test("rows stand by verdict, risk and name, whatever their order was", () => {
  const rows = [
    row({ name: "b", differences: [difference({ risk: "public" })] }),
    row({ name: "a", account: "1" }),
    row({ name: "a", account: "2" }),
    row({ name: "z", kind: "S3 bucket", ...later }),
    row({ name: "a", differences: [loss()] }),
  ];
  expect([...rows].reverse().sort(byRisk)).toEqual(rows);
});
