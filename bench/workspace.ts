import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { accountDetails } from "./account-details";
import { resourceClass } from "./bindings";
import { plainStack, stackResources, type PlainStack } from "./plain-stack";
import { planOf } from "./plan";

/** The project's folder: this file runs from `dist/bench`. */
export const ROOT = resolve(__dirname, "../..");

/** A folder for measured programs, and what is made in it. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), "bench-"));

  /** A folder whose `environments/` holds the shipped example with every part. */
  withEveryPart(): string {
    const folder = this.project("one");
    cpSync(join(ROOT, "environments/prod.yaml"), join(folder, "environments/prod.yaml"));
    return folder;
  }

  /**
   * A folder whose `environments/` holds a shipped example as often as asked, one account and one bucket each.
   *
   * @param example Its name: `dev` is small, `prod` has every part.
   */
  withFleet(count: number, example: string): string {
    const folder = this.project(`fleet-${example}-${count}`);
    const text = readFileSync(join(ROOT, "environments", `${example}.yaml`), "utf8");
    const own = /^account: "(\d{12})"/m.exec(text)?.[1] ?? "";
    const bucket = `acme-sagemaker-${example}`;
    for (let i = 0; i < count; i++) {
      const account = String(100_000_000_000 + i);
      writeFileSync(
        join(folder, "environments", `e${i}.yaml`),
        text.replaceAll(own, account).replaceAll(bucket, `${bucket}-${i}`),
      );
    }
    return folder;
  }

  private project(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(join(folder, "environments"), { recursive: true });
    return folder;
  }

  /** The stacks that were synthesised in a folder, as plain data. */
  stacksOf(folder: string): PlainStack[] {
    return this.synthesised(folder).map(({ id, content }) => plainStack(id, content));
  }

  /**
   * The file of a plan for as many resources as asked at least, those that were synthesised in a folder over and over.
   */
  planOf(folder: string, count: number): string {
    const resources = this.synthesised(folder).flatMap(({ content }) => stackResources(content));
    return this.write("plan.json", JSON.stringify(planOf(resources, count)));
  }

  /**
   * The files of an account's details with so many roles, before and after a change of one of them.
   *
   * @param indent Blank spaces in front of what is nested.
   */
  accountDetailsOf(roles: number, indent: number): { before: string; after: string } {
    const write = (name: string, changed: boolean): string =>
      this.write(`${name}-${indent}.json`, JSON.stringify(accountDetails(roles, changed), undefined, indent));
    return { before: write("before", false), after: write("after", true) };
  }

  private synthesised(folder: string): { id: string; content: unknown }[] {
    const stacks = join(folder, "cdktf.out/stacks");
    return readdirSync(stacks).map((id) => ({
      id,
      content: JSON.parse(readFileSync(join(stacks, id, "cdk.tf.json"), "utf8")) as unknown,
    }));
  }

  write(name: string, content: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /**
   * The project that `cdktf init --template=typescript` makes, holding the same stacks: `ts-node main.ts`, and the
   * provider's resources from the package's index.
   *
   * @returns Its folder, and the script that is ts-node.
   */
  stockTemplate(stacks: readonly PlainStack[]): { folder: string; tsNode: string } {
    const folder = join(this.folder, "stock");
    mkdirSync(folder);
    const template = join(ROOT, "node_modules/cdktf-cli/bundle/templates/typescript");
    for (const file of ["tsconfig.json", "cdktf.json"]) cpSync(join(template, file), join(folder, file));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "main.ts"), stockMain(stacks));
    return { folder, tsNode: this.tsNode() };
  }

  /** ts-node is no dependency of ours: it is installed beside the measured project. */
  private tsNode(): string {
    const folder = join(this.folder, "ts-node");
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), "{}");
    execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "ts-node@10.9.2", "typescript@5.9.3"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    return join(folder, "node_modules/ts-node/dist/bin.js");
  }

  remove(): void {
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true });
  }
}

/** `aws_iam_role` → `iamRole.IamRole`, as the package's index exports the class. */
function indexed(type: string): string {
  const namespace = type.replace(/^aws_/, "").replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${namespace}.${resourceClass(type).name}`;
}

function stockMain(stacks: readonly PlainStack[]): string {
  const types = new Set(
    stacks.flatMap(({ resources }) => resources.map(({ type }) => indexed(type).split(".")[0] ?? "")),
  );
  const lines = stacks.flatMap(({ id, region, resources }, i) => [
    `class Stack${i} extends TerraformStack {`,
    "  constructor(scope: Construct, id: string) {",
    "    super(scope, id);",
    `    new provider.AwsProvider(this, "aws", { region: ${JSON.stringify(region)} });`,
    ...resources.map(
      ({ type, name, config }) =>
        `    new ${indexed(type)}(this, ${JSON.stringify(`${type}-${name}`)}, ${JSON.stringify(config)});`,
    ),
    "  }",
    "}",
    `new Stack${i}(app, ${JSON.stringify(id)});`,
  ]);
  return [
    'import { Construct } from "constructs";',
    'import { App, TerraformStack } from "cdktf";',
    `import { ${["provider", ...types].join(", ")} } from "@cdktf/provider-aws";`,
    "const app = new App();",
    ...lines,
    "app.synth();",
    "",
  ].join("\n");
}
