import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { startOffline, terraformAvailable } from "../../offline/terraform";
import { synthesise } from "../../stacks/synth";
import { ssps } from "../cli/run";
import { newFolder } from "../new-folder";
import { Workspace } from "../offline/workspace";
import { ACCOUNT, ADMIN, EXECUTION, policyArn } from "./ams-account";
import { detailsOf } from "./details-of";

const run = terraformAvailable() ? describe : describe.skip;

interface Document {
  Statement: { Sid: string; Effect: string; Action: string | string[]; Resource?: unknown }[];
}

type Details = ReturnType<typeof detailsOf>;

/** One edit of an account in which everything is as the stacks have it. */
const policyIn = (details: Details, name: string): Document => {
  const found = details.Policies.find(({ PolicyName }) => PolicyName === name);
  return found?.PolicyVersionList[0]?.Document as Document;
};
const roleIn = (details: Details, name: string) => {
  const found = details.RoleDetailList.find(({ RoleName }) => RoleName === name);
  if (!found) throw new Error(name);
  return found;
};
const attach = (details: Details, role: string, arn: string): void => {
  roleIn(details, role).AttachedManagedPolicies.push({ PolicyArn: arn });
};
const allow = (...actions: string[]) => ({ Sid: "Planted", Effect: "Allow", Action: actions, Resource: "*" });

run("an account that differs from the stacks in one planted thing", () => {
  const home = process.cwd();
  let applied: string;

  beforeAll(async () => {
    process.chdir(newFolder());
    mkdirSync("environments");
    const roles = "roles:\n  admin: { permissions_boundary_arn: 'arn:aws:iam::aws:policy/PowerUserAccess' }\n";
    const federation = `federation: { saml: { provider_arns: ['arn:aws:iam::${ACCOUNT}:saml-provider/idp'] } }\n`;
    writeFileSync(
      "environments/prod.yaml",
      `account: "${ACCOUNT}"\nregion: eu-west-1\nbase: managed\n${roles}${federation}`,
    );
    const terraform = await startOffline();
    const stack = dirname(synthesise(loadEnvironments().environments, "cdktf.out")[0]?.file ?? "");
    const workspace = new Workspace(terraform, join(process.cwd(), stack));
    await workspace.run("init");
    await workspace.run("apply", "-auto-approve");
    applied = JSON.stringify(detailsOf(terraform.cloud.snapshot(), ACCOUNT));
    await terraform.stop();
  });
  afterAll(() => {
    process.chdir(home);
  });

  interface Printed {
    readonly rows: readonly {
      readonly verdict: string;
      readonly subject: { readonly kind: string; readonly name: string };
      readonly differences: readonly { readonly verdict: string; readonly actions: readonly string[] }[];
    }[];
  }

  /** A review of an edited account, one way round or the other. */
  const reviewOf = async (edit: (details: Details) => void, drift: boolean): Promise<Printed["rows"]> => {
    const details = JSON.parse(applied) as Details;
    edit(details);
    writeFileSync("account-details.json", JSON.stringify(details));
    const [before = "", after = ""] = drift
      ? ["cdktf.out", "account-details.json"]
      : ["account-details.json", "cdktf.out"];
    const { out, status, err } = await ssps("review", "--json", "--before", before, "--after", after);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    return (JSON.parse(out) as Printed).rows;
  };

  const rowsOf = async (edit: (details: Details) => void, drift: boolean): Promise<string[]> =>
    (await reviewOf(edit, drift)).map(({ verdict, subject }) => `${verdict} ${subject.kind} ${subject.name}`);

  test.each<[string, (details: Details) => void, migration: string[], drift: string[]]>([
    ["nothing", () => undefined, [], []],
    [
      "a right that only the account gives",
      (d) => policyIn(d, "customer_sagemaker_admin_policy").Statement.push(allow("s3:DeleteBucket")),
      [`narrowed role ${ADMIN}`],
      [`widened role ${ADMIN}`],
    ],
    [
      "a right that only the stacks give",
      (d) => policyIn(d, "AmazonSageMaker-ExecutionPolicy-Admin").Statement.splice(1, 1),
      [`widened role ${EXECUTION}`],
      [`narrowed role ${EXECUTION}`],
    ],
    [
      "a deny that is gone",
      (d) => policyIn(d, "customer_sagemaker_deny_policy").Statement.splice(0, 1),
      [`narrowed role ${EXECUTION}`, `narrowed role ${ADMIN}`],
      [`widened role ${EXECUTION}`, `widened role ${ADMIN}`],
    ],
    [
      "a boundary that is gone",
      (d) => Reflect.deleteProperty(roleIn(d, ADMIN), "PermissionsBoundary"),
      [`narrowed role ${ADMIN}`],
      [`widened role ${ADMIN}`],
    ],
    [
      "a trust that lets others in",
      (d) =>
        (roleIn(d, ADMIN).AssumeRolePolicyDocument as Document).Statement.push({
          ...{ Sid: "X", Effect: "Allow", Action: "sts:AssumeRole" },
          ...({ Principal: { AWS: "arn:aws:iam::999999999999:root" } } as object),
        }),
      [`narrowed trust policy of role ${ADMIN}`],
      [`widened trust policy of role ${ADMIN}`],
    ],
    [
      // What others attach, a deploy does not take away.
      "a policy attached by hand",
      (d) => {
        attach(d, EXECUTION, "arn:aws:iam::aws:policy/AdministratorAccess");
      },
      [],
      [`widened role ${EXECUTION}`],
    ],
    [
      "an inline policy by hand",
      (d) => {
        const document = { Version: "2012-10-17", Statement: [allow("glue:GetTables")] };
        roleIn(d, EXECUTION).RolePolicyList.push({ PolicyName: "x", PolicyDocument: document });
      },
      [],
      [`widened role ${EXECUTION}`],
    ],
    [
      "somebody else who carries one of the policies that differs",
      (d) => {
        const statements = policyIn(d, "customer_sagemaker_admin_policy").Statement;
        statements.splice(0, statements.length, allow("s3:DeleteBucket"));
        d.RoleDetailList.push({ ...roleIn(d, ADMIN), RoleName: "ann", Arn: `arn:aws:iam::${ACCOUNT}:role/ann` });
        roleIn(d, "ann").AttachedManagedPolicies = [{ PolicyArn: policyArn("customer_sagemaker_admin_policy") }];
      },
      [`widened role ann`, `widened role ${ADMIN}`],
      [`widened role ann`, `widened role ${ADMIN}`],
    ],
  ])("%s", async (_, edit, migration, drift) => {
    expect((await rowsOf(edit, false)).sort()).toEqual([...migration].sort());
    expect((await rowsOf(edit, true)).sort()).toEqual([...drift].sort());
  });

  test("the actions that are listed are the planted ones, and no others", async () => {
    const rows = await reviewOf((d) => {
      policyIn(d, "customer_sagemaker_admin_policy").Statement.push(
        allow("s3:DeleteBucket", "kms:ScheduleKeyDeletion"),
      );
      const { Statement: statements } = policyIn(d, "AmazonSageMaker-ExecutionPolicy-Admin");
      statements.splice(0, statements.length, ...statements.filter(({ Sid }) => Sid !== "J1Images"));
    }, false);
    const listed = rows.flatMap(({ subject: { name }, differences }) =>
      differences.flatMap(({ verdict, actions }) => actions.map((action) => `${name} ${verdict} ${action}`)),
    );
    expect(listed.sort()).toEqual([
      `${EXECUTION} widened ecr:BatchCheckLayerAvailability`,
      `${EXECUTION} widened ecr:BatchGetImage`,
      `${EXECUTION} widened ecr:GetDownloadUrlForLayer`,
      `${ADMIN} narrowed kms:ScheduleKeyDeletion`,
      `${ADMIN} narrowed s3:DeleteBucket`,
    ]);
  });
});
