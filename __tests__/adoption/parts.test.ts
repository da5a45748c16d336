import { dirname, join, resolve } from "node:path";
import { loadEnvironments, type NamedEnvironment } from "../../config/load";
import { startOffline, terraformAvailable, type OfflineTerraform } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { newFolder } from "../new-folder";
import { Workspace } from "../offline/workspace";

const run = terraformAvailable() ? describe : describe.skip;

type Values = Readonly<Record<string, string>>;

/** What `terraform import` takes, where that is not the id. Source: each resource's page, section "Import". */
const IMPORT_IDS: Readonly<Record<string, (values: Values) => string>> = {
  aws_appautoscaling_target: (v) => [v.service_namespace, v.resource_id, v.scalable_dimension].join("/"),
  aws_appautoscaling_policy: (v) => [v.service_namespace, v.resource_id, v.scalable_dimension, v.name].join("/"),
};

/** The provider cannot import these; creating one overwrites what has its name. */
const NOT_IMPORTED = ["aws_appautoscaling_scheduled_action"];

interface State {
  readonly values: {
    readonly root_module: {
      readonly resources: readonly { address: string; mode: string; type: string; values: Values }[];
    };
  };
}

const PARTS = ["storage", "network", "logs", "scaling", "workforce"] as const;

run("parts that exist, by the real Terraform", () => {
  let terraform: OfflineTerraform;
  const imports: Record<string, Record<string, string>> = {};
  const { environments } = loadEnvironments([resolve("environments/prod.yaml")]);

  /** The stacks in a folder of their own, and so without any state. */
  const workspaces = (named: readonly NamedEnvironment[]): Record<string, Workspace> =>
    Object.fromEntries(
      synthesise(named, join(newFolder(), "cdktf.out")).map(({ id, file }) => [
        id.replace("prod-", ""),
        new Workspace(terraform, dirname(file)),
      ]),
    );

  beforeAll(async () => {
    terraform = await startOffline();
    const made = workspaces(environments);
    for (const part of ["base", ...PARTS]) {
      await made[part]?.run("init");
      await made[part]?.run("apply", "-auto-approve");
      const state = JSON.parse((await made[part]?.run("show", "-json"))?.stdout ?? "") as State;
      const { resources } = state.values.root_module;
      imports[part] = Object.fromEntries(
        resources
          .filter(({ mode, type }) => mode === "managed" && !NOT_IMPORTED.includes(type))
          .map(({ address, type, values }) => [address, IMPORT_IDS[type]?.(values) ?? values.id ?? ""]),
      );
    }
  });
  afterAll(() => terraform.stop());

  test.each(PARTS)("%s: every resource is imported as it is, and the next plan is clean", async (part) => {
    const adopting = environments.map((named): NamedEnvironment => {
      const { environment } = named;
      const adopt = { import: imports[part] ?? {} };
      return { ...named, environment: { ...environment, [part]: { ...environment[part], adopt } } };
    });
    const workspace = workspaces(adopting)[part];
    await workspace?.run("init");
    const { resource_changes: changes = [] } = (await workspace?.plan()) ?? {};
    const done = changes
      .filter(({ mode, address }) => mode === "managed" && !NOT_IMPORTED.some((type) => address.startsWith(type)))
      .map(({ address, change }) => `${address} ${change.actions.join()} ${change.importing ? "import" : ""}`);
    expect(done.length).toBeGreaterThan(3);
    expect(done.filter((line) => !/ (?:no-op|update) import$/.test(line))).toEqual([]);
    await workspace?.run("apply", "-auto-approve");
    await workspace?.run("plan", "-detailed-exitcode");
  });
});
