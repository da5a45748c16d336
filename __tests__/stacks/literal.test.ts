import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import fc from "fast-check";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { startOffline, terraformAvailable } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { problems } from "../config/environment";
import { Workspace } from "../offline/workspace";
import { foreignTemplates } from "./templates";
import { newFolder } from "../new-folder";

const SUBJECT = "federation.oidc";
const withSubject = (subject: string, audience = "a"): Record<string, unknown> => ({
  [SUBJECT]: {
    provider_arn: "arn:aws:iam::123456789012:oidc-provider/idp.example.com",
    audiences: [audience],
    subjects: [subject],
  },
});
const withSchedule = (schedule: string): Record<string, unknown> => ({
  scaling: {
    endpoints: [
      {
        ...{ endpoint: "a", variant: "b", min: 1, max: 2, invocations_per_instance: 1 },
        schedules: [{ name: "n", schedule, min: 1, max: 2 }],
      },
    ],
  },
});

describe("what would be evaluated, or cannot be seen, is refused", () => {
  test.each([
    ['${filebase64("/etc/hostname")}'],
    ["${aws:username}"],
    ["x${y}"],
    ["%{if_true}"],
    ["$${x}"],
    ["a\nb"],
    ["a\u0007b"],
    ["a\u202Eb"],
  ])("%j", (planted) => {
    expect(problems(withSubject(planted)).join()).toContain(`${SUBJECT}.subjects.0: found `);
    expect(problems(withSubject("s", planted)).join()).toContain(`${SUBJECT}.audiences.0: found `);
    expect(problems(withSchedule(`cron(${planted})`)).join()).toContain("schedules.0.schedule: found ");
  });

  test("what only looks like it is right", () => {
    for (const subject of [
      "{4c1d}:{9e2f}",
      "$100",
      "50%",
      'say-"so"',
      "${".slice(1) + "x}",
      "repo:o/r:ref:refs/heads/m",
    ]) {
      expect(problems(withSubject(subject))).toEqual([]);
    }
  });
});

/** The shipped example with every part, and with every kind of federation. */
function example(): Environment {
  const [loaded] = loadEnvironments([resolve("environments/prod.yaml")]).environments;
  if (!loaded) throw new Error("the shipped example is right");
  const { environment } = loaded;
  const { storage, network, logs } = environment;
  for (const part of [storage?.bucket, storage?.key, network?.file_system, logs]) {
    if (part) part.protect = false;
  }
  environment.federation.oidc = {
    provider_arn: "arn:aws:iam::210987654321:oidc-provider/idp.example.com",
    audiences: ["audience"],
    subjects: ["subject"],
  };
  environment.federation.identity_center = { permission_sets: ["DataScience"] };
  environment.federation.principals = { arns: ["arn:aws:iam::210987654321:role/people"] };
  environment.access.notebook_vpc_ids = ["vpc-0123456789abcdef0"];
  environment.access.pass_roles = ["AmazonSageMaker-ExecutionRole-Admin"];
  environment.roles.admin.tags = { team: "science" };
  environment.roles.admin.extra_policy_arns = ["arn:aws:iam::210987654321:policy/customer_deny_policy"];
  for (const elevation of environment.elevation ?? []) elevation.reason = "reason";
  return environment;
}

type Path = readonly (string | number)[];

/** Every text of a value, and every key of a map whose keys are the file's. */
function* places(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value === "string") yield path;
  else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) yield* places(entry, [...path, key]);
  }
}

/** The example with another text at a place, as if no rule of the schema had looked at it. */
function planted(path: Path, text: string): Environment {
  const environment = example();
  let current: Record<string | number, unknown> = environment;
  for (const step of path.slice(0, -1)) current = current[step] as Record<string | number, unknown>;
  current[path.at(-1) ?? ""] = text;
  const tags = environment.tags;
  if (tags && path[0] === "tags") tags[text] = "a key of the file's";
  return environment;
}

/** The stacks of an environment, as JSON. */
function synthesised(environment: Environment): unknown[] {
  const stacks = synthesise([{ name: "prod", environment }], join(newFolder(), "cdktf.out"));
  return stacks.map(({ file }) => JSON.parse(readFileSync(file, "utf8")) as unknown);
}

/** What is evaluated neither in a backend nor where a name of Terraform's own must stand. */
function evaluated(stack: unknown): unknown {
  const { terraform, ...rest } = stack as { terraform: { backend: unknown } };
  return { ...rest, terraform: { ...terraform, backend: undefined } };
}

describe("with the schema's rules taken out", () => {
  const all = [...places(example())];
  const hostile = fc
    .array(
      fc.constantFrom("${", "%{", "}", '"', "\\", "\n", "\u0000", "\u202E", "$", "%", "{", "aws:username", "1+1", "~"),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => `\${${parts.join("")}`);

  test("no text of a file is a template of Terraform's, wherever it stands", () => {
    let written = 0;
    fc.assert(
      fc.property(fc.constantFrom(...all), hostile, fc.boolean(), (path, text, alone) => {
        const environment = planted(path, alone ? text : `x${text}x`);
        let stacks: unknown[];
        try {
          stacks = synthesised(environment);
        } catch (error) {
          // A region of no partition, say. What is not written is not evaluated.
          expect(error).toBeInstanceOf(Error);
          return;
        }
        written += 1;
        expect(stacks.flatMap((stack) => foreignTemplates(evaluated(stack)))).toEqual([]);
      }),
      { numRuns: Number(process.env.LITERAL_RUNS ?? 40) },
    );
    expect(written).toBeGreaterThan(10);
  });
});

(terraformAvailable() ? describe : describe.skip)("by the real Terraform", () => {
  test("a planted function comes out as text, and a policy variable as its escape", async () => {
    const terraform = await startOffline();
    try {
      const environment = example();
      const evil = '${filebase64("/etc/hostname")}';
      const directive = '%{ if true }"x"%{ endif }$${y}';
      if (environment.federation.oidc) {
        environment.federation.oidc.subjects = [evil, directive, "${aws:username}", "plain"];
      }
      environment.tags = { [`key ${evil}`]: directive, owner: evil };
      for (const elevation of environment.elevation ?? []) elevation.approver = evil;
      const folder = newFolder();
      const files = synthesise([{ name: "prod", environment }], join(folder, "cdktf.out")).map(({ file }) => file);
      const planOf = async (part: string): Promise<(address: string) => Record<string, unknown>> => {
        const workspace = new Workspace(terraform, dirname(files.find((file) => file.includes(part)) ?? ""));
        await workspace.run("init");
        const { resource_changes: changes = [] } = await workspace.plan();
        return (address) => changes.find((change) => change.address === address)?.change.after ?? {};
      };
      const base = await planOf("prod-base");
      const trust = JSON.parse(base("aws_iam_role.admin").assume_role_policy as string) as {
        Statement: { Condition?: Record<string, Record<string, unknown>> }[];
      };
      const subjects = trust.Statement.flatMap(({ Condition = {} }) => Object.values(Condition))
        .flatMap((block) => Object.entries(block))
        .find(([key]) => key.endsWith(":sub"))?.[1];
      expect(subjects).toEqual([evil, directive, "${$}{aws:username}", "plain"]);
      expect(base("aws_iam_role.admin").tags_all).toMatchObject({ [`key ${evil}`]: directive, owner: evil });
      const elevation = await planOf("prod-elevation");
      expect(elevation("aws_iam_policy.ticket_CHG0012345").tags).toMatchObject({ approver: evil });
    } finally {
      await terraform.stop();
    }
  });
});
