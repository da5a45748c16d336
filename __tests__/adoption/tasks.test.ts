import { taskChanges } from "../../adoption/tasks";
import { usualTaskPlace } from "../../contract/task-requests";
import { compareAccess } from "../../review/compare/access";
import { readSides } from "../../review/read";
import { renderHtml } from "../../review/render/html";
import { renderMarkdown } from "../../review/render/markdown";
import { allow, written } from "../review/building";

const ACCOUNT = "111122223333";

const role = (RoleName: string, statements: object[], more: object = {}) => ({
  RoleName,
  Arn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}`,
  AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
  RolePolicyList: [{ PolicyName: "p", PolicyDocument: { Version: "2012-10-17", Statement: statements } }],
  ...more,
});

const details = (...roles: object[]) => ({ RoleDetailList: roles, Policies: [] });

function tasksOf(before: object, after: object) {
  const input = readSides(written(before), written(after));
  const review = compareAccess(input);
  return { ...review, tasks: taskChanges(input, review.rows, usualTaskPlace) };
}

const short = (before: object, after: object): string[] =>
  tasksOf(before, after).tasks.map(({ name, task, change, action }) => `${name} ${task} ${change} ${action ?? ""}`);

const STOP = [allow("sagemaker:StopTrainingJob")];
const QUERY = [allow("sagemaker:InvokeEndpoint")];

test.each<[string, object, object, string[]]>([
  ["nothing changes", details(role("r", STOP)), details(role("r", STOP)), []],
  [
    "one starts, one stops",
    details(role("r", STOP)),
    details(role("r", QUERY)),
    ["r stop-training stops sagemaker:StopTrainingJob", "r predict starts sagemaker:InvokeEndpoint"],
  ],
  ["a role is made", details(), details(role("r", STOP)), ["r stop-training starts "]],
  [
    "others do not change",
    details(role("r", STOP), role("s", STOP)),
    details(role("r", []), role("s", STOP)),
    ["r stop-training stops sagemaker:StopTrainingJob"],
  ],
  [
    "a boundary stops it",
    details(role("r", STOP)),
    details(
      role("r", STOP, {
        PermissionsBoundary: { PermissionsBoundaryArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" },
      }),
    ),
    ["r stop-training stops sagemaker:StopTrainingJob"],
  ],
])("%s", (_, before, after, expected) => {
  expect(short(before, after)).toEqual(expected);
});

/** An allow that only the role at the path `/ml/` has. */
const AT_PATH = [
  allow("sagemaker:StopTrainingJob", "*", {
    Condition: { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/ml/r` } },
  }),
];

test.each<[string, object, string[]]>([
  [
    "at it",
    { Path: "/ml/", Arn: `arn:aws:iam::${ACCOUNT}:role/ml/r` },
    ["r stop-training starts sagemaker:StopTrainingJob"],
  ],
  [
    "at it, as the ARN alone says",
    { Arn: `arn:aws:iam::${ACCOUNT}:role/ml/r` },
    ["r stop-training starts sagemaker:StopTrainingJob"],
  ],
  ["elsewhere", { Path: "/" }, []],
])("a role's path counts where a condition names it: %s", (_, place, expected) => {
  expect(short(details(role("r", [], place)), details(role("r", AT_PATH, place)))).toEqual(expected);
});

test("a policy that is not at hand leaves it open", () => {
  const attached = { AttachedManagedPolicies: [{ PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/gone` }] };
  const changes = short(details(role("r", STOP)), details(role("r", STOP, attached)));
  expect(changes).toContain("r stop-training unknown ");
});

test("they stand in the page and in the comment, and names cannot act there", () => {
  const review = tasksOf(details(role("a|<b>", STOP)), details(role("a|<b>", [])));
  expect(renderMarkdown(review)).toContain(
    "| Stop a training job | role `a\\u{7c}<b>` | stops working | `sagemaker:StopTrainingJob` |",
  );
  expect(renderHtml(review, [])).toContain("<td>role <code>a|&lt;b&gt;</code></td><td>stops working</td>");
});
