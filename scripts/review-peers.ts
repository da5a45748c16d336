import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALL_CHANGES, planOf, type Peers } from "./review-table";

/**
 * Measures what two other tools say of the changes of docs/review.md, and writes it down for the page.
 *
 * Both are Python packages: `python3 -m venv V && V/bin/pip install checkov tf-policy-validator`, then
 * `npm run build && node dist/scripts/review-peers.js V/bin/python && npm run generate`.
 *
 * checkov looks at one state of things, so it is run on each side; what fails after the change and did not fail before is
 * its answer. AWS's policy validator asks AWS, and needs an account: what is kept of it is which changes are of an attribute
 * that it reads at all.
 */
const RESULT = "scripts/review-peers.json";

interface Planned {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly before: object | null; readonly after: object | null };
}

function main(python: string): void {
  const folder = mkdtempSync(join(tmpdir(), "review-peers-"));
  try {
    const failing = checkovOf(python, folder);
    const peers: Peers = {
      date: new Date().toISOString().slice(0, 10),
      checkov: versionOf(python, "checkov"),
      validator: versionOf(python, "tf-policy-validator"),
      failing,
      read: readBy(python),
    };
    writeFileSync(RESULT, `${JSON.stringify(peers, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function versionOf(python: string, name: string): string {
  const code = `from importlib.metadata import version; print(version("${name}"))`;
  return execFileSync(python, ["-c", code], { encoding: "utf8" }).trim();
}

function changesOf(i: number): readonly Planned[] {
  const change = ALL_CHANGES[i];
  return change ? (planOf(change) as { readonly resource_changes: readonly Planned[] }).resource_changes : [];
}

/** The checks that fail after each change and did not before. */
function checkovOf(python: string, folder: string): Record<string, string[]> {
  for (const i of ALL_CHANGES.keys()) {
    for (const side of ["before", "after"] as const) {
      mkdirSync(join(folder, `${i}-${side}`));
      writeFileSync(join(folder, `${i}-${side}`, "tfplan.json"), JSON.stringify(oneSide(changesOf(i), side)));
    }
  }
  const code = "import sys; from checkov.main import Checkov; sys.exit(Checkov().run())";
  const args = ["-d", folder, "--framework", "terraform_plan", "-o", "json", "--soft-fail", "--quiet"];
  const { stdout } = spawnSync(python, ["-c", code, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  const report = JSON.parse(stdout) as {
    readonly results: { readonly failed_checks: readonly { readonly check_id: string; readonly file_path: string }[] };
  };
  const failed = (directory: string): Set<string> =>
    new Set(
      report.results.failed_checks
        .filter(({ file_path }) => file_path.includes(`/${directory}/`))
        .map(({ check_id }) => check_id),
    );
  return Object.fromEntries(
    ALL_CHANGES.map(({ what }, i) => {
      const before = failed(`${i}-before`);
      return [what, [...failed(`${i}-after`)].filter((id) => !before.has(id)).sort()];
    }),
  );
}

/** A side of a change, as a plan that makes it. */
function oneSide(changes: readonly Planned[], side: "before" | "after"): object {
  const there = changes.flatMap(({ address, type, change }) => {
    const values = change[side];
    return values ? [{ address, mode: "managed", type, name: address.split(".")[1], values }] : [];
  });
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources: there } },
    resource_changes: there.map(({ values, ...resource }) => ({
      ...resource,
      change: { actions: ["create"], before: null, after: values, after_unknown: {} },
    })),
    configuration: { root_module: {} },
  };
}

/** The changes of an attribute that AWS's validator reads, by its own configuration. */
function readBy(python: string): string[] {
  const code =
    'import iam_check, os; print(os.path.join(os.path.dirname(iam_check.__file__), "config", "default.yaml"))';
  const file = execFileSync(python, ["-c", code], { encoding: "utf8" }).trim();
  const [, section = ""] = readFileSync(file, "utf8").split("iamPolicyAttributes:");
  const read = new Map(
    [...(section.split(/^\S/m)[0] ?? "").matchAll(/^ {2}(aws_\w+):(?: ([\w.]+)| *((?:\n {2}- [\w.]+)+))/gm)].map(
      ([, type = "", one, several]) => [
        type,
        one === undefined ? [...(several ?? "").matchAll(/[\w.]+/g)].map(String) : [one],
      ],
    ),
  );
  const differs = ({ type, change: { before, after } }: Planned): boolean =>
    (read.get(type) ?? []).some((path) => {
      const name = path.split(".")[0] ?? path;
      const [was, is] = [before, after].map((side) => JSON.stringify((side as Record<string, unknown> | null)?.[name]));
      return was !== is;
    });
  return ALL_CHANGES.filter((_, i) => changesOf(i).some(differs)).map(({ what }) => what);
}

const [, , python] = process.argv;
if (python === undefined) throw new Error("give the Python that has checkov and tf-policy-validator");
main(python);
