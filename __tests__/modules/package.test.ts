import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { newFolder } from "../new-folder";

/** What `npm pack` of the built project holds. `npm test` builds it first. */
const folder = newFolder();
const [packed] = JSON.parse(
  execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }),
) as [{ filename: string; files: { path: string }[] }];
const paths = packed.files.map(({ path }) => path);

test("the package holds the constructs with their types, and the command", () => {
  const capabilities = readdirSync("modules").filter((name) => existsSync(join("modules", name, "index.ts")));
  expect(paths).toEqual(
    expect.arrayContaining([
      "LICENSE",
      "README.md",
      "package.json",
      "dist/cli/ssps.js",
      "dist/contract/settings.js",
      ...capabilities.flatMap((name) => [`dist/modules/${name}/index.js`, `dist/modules/${name}/index.d.ts`]),
    ]),
  );
});

test("the package holds nothing else", () => {
  const { files } = JSON.parse(readFileSync("package.json", "utf8")) as { files: string[] };
  const folders = files.filter((entry) => entry.startsWith("dist/")).map((entry) => `${entry}/`);
  const needed = /^(?:CHANGELOG\.md|LICENSE|README\.md|package\.json|dist\/.*(?:\.js|\.d\.ts|\.json))$/;
  const tools = /\/(?:module-)?inputs\./;
  const odd = paths.filter(
    (path) =>
      !needed.test(path) ||
      tools.test(path) ||
      (path.startsWith("dist/") && !folders.some((folder) => path.startsWith(folder))),
  );
  expect(odd).toEqual([]);
});

test("whatever a file of the package loads is in the package", () => {
  const missing = paths
    .filter((path) => path.endsWith(".js"))
    .flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/(?:require|load)\("(\.{1,2}\/[^"]+)"\)/g)].flatMap(([, wanted = ""]) => {
        const target = join(dirname(path), wanted);
        const found = [target, `${target}.js`, `${target}/index.js`].some((one) => paths.includes(one));
        return found ? [] : [`${path} loads ${wanted}`];
      }),
    );
  expect(missing).toEqual([]);
});

test("a CDKTF application outside the repository installs it, compiles and synthesises", () => {
  const app = join(folder, "app");
  const installed = join(app, "node_modules", "sagemaker-ssps");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "-C", installed, "--strip-components=1"]);
  // Its dependencies, as npm would install them.
  for (const dependency of readdirSync("node_modules").filter((name) => !name.startsWith("."))) {
    symlinkSync(resolve("node_modules", dependency), join(app, "node_modules", dependency));
  }
  copyFileSync(join(__dirname, "fixtures/package/main.ts.txt"), join(app, "main.ts"));
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "app", private: true }));
  writeFileSync(
    join(app, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: { target: "ES2022", module: "node16", strict: true, skipLibCheck: true, types: ["node"] },
      files: ["main.ts"],
    }),
  );
  execFileSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", "."], {
    cwd: app,
    stdio: "inherit",
  });
  execFileSync(process.execPath, ["main.js"], { cwd: app });
  const stack = JSON.parse(readFileSync(join(app, "cdktf.out/stacks/sagemaker/cdk.tf.json"), "utf8")) as {
    resource: Record<string, Record<string, { name?: string }>>;
  };
  expect(stack.resource.aws_iam_role?.admin?.name).toBe("customer_sagemaker_admin_role");
  expect(Object.keys(stack.resource)).toEqual(
    expect.arrayContaining(["aws_appautoscaling_target", "aws_efs_file_system", "aws_kms_key", "aws_vpc_endpoint"]),
  );
});
