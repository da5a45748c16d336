import { compareAccess } from "../../../review/compare/access";
import { readPlans } from "../../../review/read";
import {
  plan,
  written,
  reviewPlans,
  inline,
  EVERYTHING,
  READ,
  DENY,
  type Case,
  expectRight,
  planned,
  parsed,
} from "../building";

const text = (content: string | Buffer) => () => compareAccess(readPlans([written(content)]));
const json = JSON.stringify(plan([inline("r", READ, EVERYTHING)]));

describe("how plans are written", () => {
  test.each<Case>([
    ["format 0.1", text(json.replace('"1.2"', '"0.1"')), "widened"],
    ["format 1.10", text(json.replace('"1.2"', '"1.10"')), "widened"],
    ["utf-16 be without bom", text(Buffer.from(json, "utf16le").swap16()), "widened"],
    ["utf-16 with crlf", text(Buffer.from(`\ufeff${json}\r\n`, "utf16le")), "widened"],
    [
      "wrapper's line in UTF-16",
      text(Buffer.from(`\ufeff[command]terraform show -json p\r\n${json}\r\n`, "utf16le")),
      "widened",
    ],
    ["wrapper line with brace", text(`[command]terraform show -json {x}\n${json}`), "widened"],
    ["wrapper with a warning box before", text(`╷\n│ Warning: {deprecated}\n╵\n${json}`), "widened"],
    ["wrapper with json log line before", text(`{"level":"info"}\n${json}`), "widened"],
    ["pretty-printed with wrapper", text(`[command]x\n${JSON.stringify(parsed(json), null, 2)}\n`), "widened"],
    [
      "plan without resource_changes and planned_values",
      () =>
        reviewPlans({
          format_version: "1.2",
          terraform_version: "1.11.4",
          planned_values: { root_module: {} },
          configuration: { root_module: {} },
          timestamp: "x",
          applyable: false,
          complete: true,
          errored: false,
        }),
      "none",
    ],
    [
      "only format_version and applyable (OpenTofu)",
      () =>
        reviewPlans({
          format_version: "1.2",
          terraform_version: "1.9.0",
          timestamp: "x",
          errored: false,
          applyable: false,
          complete: true,
        }),
      "none",
    ],
    ["resource_changes null", () => reviewPlans({ ...plan([]), resource_changes: null }), "none"],
    [
      "prior_state only with output changes",
      () =>
        reviewPlans({
          format_version: "1.2",
          output_changes: { a: { actions: ["create"] } },
          planned_values: { outputs: {} },
          prior_state: { format_version: "1.0" },
        }),
      "none",
    ],
    [
      "change with actions read of data",
      () =>
        reviewPlans(
          plan([
            {
              address: "data.aws_iam_policy_document.d",
              after: { json: null },
              unknown: { json: true },
              actions: ["read"],
              more: { mode: "data", type: "aws_iam_policy_document" },
            },
          ]),
        ),
      "none",
    ],
    ["create before destroy", planned([inline("r", READ, EVERYTHING, { actions: ["create", "delete"] })]), "widened"],
    ["forget then create", planned([inline("r", DENY, READ, { actions: ["forget", "create"] })]), ["role r: widened"]],
  ])("%s", (_, review, right) => {
    expectRight(review(), right);
  });
});
