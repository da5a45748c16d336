import { TASKS } from "../../contract/tasks";
import { ssps } from "./run";

const task = (...args: string[]) => ssps("can", "--task", ...args);

test("a task in words: each call for both roles, and what the decisions rest on", async () => {
  const { out, status } = await task("train a model in a VPC with my key", "--env", "prod");
  expect(status).toBe(0);
  expect(out).toContain(
    "train-in-vpc-with-key: Train a model in a VPC with my key\n  allow  a person\n  allow  jobs and notebooks\n",
  );
  expect(out).toMatch(/^allow +allow +sagemaker:CreateTrainingJob arn:aws:sagemaker:eu-central-1:210987654321:/m);
  expect(out).toMatch(
    /^allow +allow +ec2:CreateNetworkInterfacePermission .* \(by SageMaker, with the execution role\)$/m,
  );
  expect(out).toContain("  assumed  the key is the one that environments/prod.yaml makes\n");
});

test("without a key of the environment's, the task's key is assumed to have the contract's policy", async () => {
  const { out, status } = await task("train-in-vpc-with-key", "--env", "dev");
  expect(out).toContain("  assumed  the key has the contract's policy (K1)");
  expect(status).toBe(0);
});

test("a task that is denied says what to do next", async () => {
  const { out, status } = await task("autoscale");
  expect(out).toContain("  deny   a person\n  deny   jobs and notebooks\n");
  expect(out).toContain("a person may not:\n");
  expect(out).toContain("  next     Elevate (D2) with `ssps elevate`");
  expect(status).toBe(1);
});

test.each(TASKS.map((one) => [one.id, one] as const))(
  "--json of %s says what the page says",
  async (id, { admin, options, parts }) => {
    if (options ?? parts) return;
    const { out, status } = await task(id, "--json");
    expect(JSON.parse(out)).toMatchObject({
      task: id,
      admin:
        admin === "allow"
          ? { decision: "allow", next: [] }
          : { decision: "deny", next: expect.arrayContaining([admin.next]) as unknown },
    });
    expect(status).toBe(admin === "allow" ? 0 : 1);
  },
);

test.each([
  ["execution", "create-notebook", 1],
  ["admin", "create-notebook", 0],
])("as %s, %s", async (as, id, status) => {
  const found = await task(id, "--as", as);
  expect(found.status).toBe(status);
  expect(found.out).not.toContain(as === "admin" ? "  jobs and notebooks" : "  a person\n");
});

test.each([
  [["label something"], "the nearest are:\n  label-private: Label images with a private workforce\n"],
  [["qwertz"], 'no task is called "qwertz"\n`ssps tasks` lists them all'],
  [["train", "--as", "workforce"], "--task is done as one of admin, execution"],
  [
    ["train", "--policy", "arn:aws:iam::aws:policy/AdministratorAccess"],
    "--task is decided by the roles' policies: leave --policy out",
  ],
])("%j is refused", async (args, message) => {
  const { out, err, status } = await task(...args);
  expect({ out, err, status }).toEqual({ out: "", err: expect.stringContaining(message) as string, status: 2 });
});

test.each([[["read", "s3://x/y"]], [["--requests", "-"]]])("--task beside %j is refused", async (args) => {
  expect((await ssps("can", "--task", "train", ...args)).status).toBe(2);
});

describe("ssps tasks", () => {
  test("lists each task with both roles, and the words of questions", async () => {
    const { out, status } = await ssps("tasks");
    expect(status).toBe(0);
    for (const { id } of TASKS) expect(out).toMatch(new RegExp(`^${id} .*`, "m"));
    expect(out).toMatch(/^autoscale +no X4 +no X4 +Set up autoscaling for an endpoint$/m);
    expect(out).toContain("  pull, push, create, see, delete, share: image\n");
  });

  test("--json", async () => {
    const { tasks, kinds } = JSON.parse((await ssps("tasks", "--json")).out) as { tasks: unknown[]; kinds: unknown[] };
    expect(tasks).toHaveLength(TASKS.length);
    expect(kinds).toContainEqual({ words: ["secret"], verbs: ["read", "see", "write", "create", "delete"] });
  });
});
