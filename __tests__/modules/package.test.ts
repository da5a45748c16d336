import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { localLinks } from "../house/links";
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

/** What `cdktf init` writes; TypeScript finds modules the classic way by it. */
function stockOptions(): object {
  const template = "node_modules/cdktf-cli/bundle/templates/typescript/tsconfig.json";
  const { compilerOptions } = JSON.parse(readFileSync(template, "utf8")) as { compilerOptions: object };
  return { ...compilerOptions, types: ["node"] };
}

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

test("of what is compiled, the package holds what its files tell, and nothing that only makes it", () => {
  const { files } = JSON.parse(readFileSync("package.json", "utf8")) as { files: string[] };
  const listed = files.filter((entry) => entry.startsWith("dist/"));
  const odd = paths.filter(
    (path) =>
      (path.startsWith("dist/") &&
        (!/(?:\.js|\.d\.ts|\.json|\.txt)$/.test(path) ||
          /\/(?:module-)?inputs\./.test(path) ||
          !listed.some((entry) => path === entry || path.startsWith(`${entry}/`)))) ||
      /^(?:__tests__|cdktn|node_modules|offline|scripts)\//.test(path) ||
      /\.(?:tgz|tfstate|tmp)$/.test(path),
  );
  expect(odd).toEqual([]);
});

test("the links of its README lead to what it holds", () => {
  const known = new Set(paths.flatMap((path) => path.split("/").map((_, i, parts) => parts.slice(0, i + 1).join("/"))));
  const links = localLinks(readFileSync("README.md", "utf8")).map((link) =>
    join(".", link.split("#", 1)[0] ?? "").replace(/\/$/, ""),
  );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !known.has(link))).toEqual([]);
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

test.each([
  ["Node's", { target: "ES2022", module: "node16", strict: true, skipLibCheck: true, types: ["node"] }],
  ["`cdktf init`'s", stockOptions()],
])("a CDKTF application outside the repository installs it, compiles by %s rules and synthesises", (name, options) => {
  const app = join(folder, name);
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
      compilerOptions: { ...options, incremental: false },
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
