import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import type { Cloud } from "../../offline/account";
import { ACCOUNT, DETAILS } from "./ams-account";
import { detailsOf, roleDetail, tagsOf } from "./details-of";

const PLACE = { accountId: ACCOUNT, region: "global" };

/** The options of a call by their names, without the dashes in front. */
type Options = Readonly<Record<string, string>>;

/** What a call does to the offline account; what it returns is printed. */
type Call = (cloud: Cloud, options: Options, folder: string) => unknown;

const ROLE = "aws_iam_role";
const ATTACHMENT = "aws_iam_role_policy_attachment";
const INLINE = "aws_iam_role_policy";

function roleOf(cloud: Cloud, { "role-name": name = "" }: Options) {
  const role = cloud.get(PLACE, ROLE, name);
  if (!role) throw new Error(`NoSuchEntity: the role ${name} cannot be found`);
  return { name, role };
}

function policyOf(cloud: Cloud, { "policy-arn": arn = "" }: Options) {
  const policy = cloud.get(PLACE, "aws_iam_policy", arn);
  if (!policy) throw new Error(`NoSuchEntity: the policy ${arn} cannot be found`);
  return { arn, policy };
}

/** What a role carries or holds under a type whose keys begin with the role's name. */
function heldBy(cloud: Cloud, type: string, role: string) {
  return cloud.list(PLACE, type).filter(([, held]) => held.role === role);
}

function removed(cloud: Cloud, type: string, key: string): void {
  if (!cloud.get(PLACE, type, key)) throw new Error(`NoSuchEntity: ${key} cannot be found`);
  cloud.remove(PLACE, type, key);
}

/** The version of a policy that the account had at first; the offline account keeps the one in force only. */
function versionOf({ "policy-arn": arn, "version-id": id }: Options) {
  const policy = DETAILS.Policies.find((one) => one.Arn === arn);
  const versions = (policy?.PolicyVersionList ?? []) as unknown as { VersionId: string; Document: unknown }[];
  const version = versions.find(({ VersionId }) => VersionId === id);
  if (!version) throw new Error(`NoSuchEntity: ${arn ?? ""} has no version ${id ?? ""}`);
  return version;
}

/** `aws iam`: every call of the page. Source: the operations' pages in the IAM API Reference. */
const CALLS: Readonly<Record<string, Call>> = {
  "get-account-authorization-details": (cloud) => detailsOf(cloud.snapshot(), ACCOUNT),
  "get-role": (cloud, options) => ({ Role: roleDetail(roleOf(cloud, options), ACCOUNT) }),
  "get-policy": (cloud, options) => {
    const { arn, policy } = policyOf(cloud, options);
    return { Policy: { Arn: arn, Description: policy.description } };
  },
  "list-policy-tags": (cloud, options) => {
    const { arn, policy } = policyOf(cloud, options);
    return { PolicyArn: arn, Tags: tagsOf(policy) };
  },
  "get-policy-version": (_, options) => ({ PolicyVersion: versionOf(options) }),
  "set-default-policy-version": (cloud, options) => {
    const { arn, policy } = policyOf(cloud, options);
    cloud.put(PLACE, "aws_iam_policy", arn, { ...policy, policy: JSON.stringify(versionOf(options).Document) });
  },
  "update-assume-role-policy": (cloud, options, folder) => {
    const { name, role } = roleOf(cloud, options);
    const file = /^file:\/\/(.+)$/.exec(options["policy-document"] ?? "")?.[1] ?? "";
    const trust: unknown = JSON.parse(readFileSync(join(folder, file), "utf8"));
    cloud.put(PLACE, ROLE, name, { ...role, assume_role_policy: JSON.stringify(trust) });
  },
  "attach-role-policy": (cloud, options) => {
    const { name } = roleOf(cloud, options);
    const arn = options["policy-arn"] ?? "";
    cloud.put(PLACE, ATTACHMENT, `${name}/${arn}`, { role: name, policy_arn: arn });
  },
  "detach-role-policy": (cloud, options) => {
    removed(cloud, ATTACHMENT, `${options["role-name"] ?? ""}/${options["policy-arn"] ?? ""}`);
  },
  "list-attached-role-policies": (cloud, options) =>
    heldBy(cloud, ATTACHMENT, roleOf(cloud, options).name).map(([, held]) => held.policy_arn),
  "list-role-policies": (cloud, options) =>
    heldBy(cloud, INLINE, roleOf(cloud, options).name).map(([, held]) => held.name),
  "delete-role-policy": (cloud, options) => {
    removed(cloud, INLINE, `${options["role-name"] ?? ""}:${options["policy-name"] ?? ""}`);
  },
  "delete-role": (cloud, options) => {
    const { name } = roleOf(cloud, options);
    if ([ATTACHMENT, INLINE].some((type) => heldBy(cloud, type, name).length > 0)) {
      throw new Error(`DeleteConflict: the role ${name} still has policies`);
    }
    cloud.remove(PLACE, ROLE, name);
  },
};

function answer(cloud: Cloud, [service, operation = "", ...rest]: readonly string[], folder: string): string {
  const call = service === "iam" ? CALLS[operation] : undefined;
  if (!call) throw new Error(`no call of the page: aws ${service ?? ""} ${operation}`);
  const options: Record<string, string> = {};
  for (let i = 0; i < rest.length; i += 2) options[(rest[i] ?? "").replace(/^--/, "")] = rest[i + 1] ?? "";
  const result = call(cloud, options, folder);
  if (result === undefined) return "";
  return options.output === "text" ? (result as string[]).join("\t") : JSON.stringify(result);
}

/** Asks the test, which holds the account. */
const CLIENT = (socket: string): string => `#!/usr/bin/env node
const connection = require("node:net").connect(${JSON.stringify(socket)});
let text = "";
connection.end(JSON.stringify({ args: process.argv.slice(2), folder: process.cwd() }));
connection.on("data", (data) => (text += data)).on("end", () => {
  const { out, error } = JSON.parse(text);
  if (error) console.error(error);
  else if (out) console.log(out);
  process.exitCode = error ? 254 : 0;
});
`;

/** Puts a command `aws` into a folder, whose calls read and change an offline account. */
export async function offlineAws(cloud: Cloud, bin: string): Promise<Server> {
  const socket = join(bin, "socket");
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    let text = "";
    connection
      .setEncoding("utf8")
      .on("data", (data: string) => (text += data))
      .on("end", () => {
        const { args, folder } = JSON.parse(text) as { args: string[]; folder: string };
        try {
          connection.end(JSON.stringify({ out: answer(cloud, args, folder) }));
        } catch (error) {
          connection.end(JSON.stringify({ error: (error as Error).message }));
        }
      });
  });
  await new Promise<void>((done) => server.listen(socket, done));
  writeFileSync(join(bin, "aws"), CLIENT(socket));
  chmodSync(join(bin, "aws"), 0o755);
  return server;
}
