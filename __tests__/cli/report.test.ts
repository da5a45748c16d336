import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../new-folder";
import { ssps } from "./run";

const GOOD = `account: "111122223333"
region: eu-west-1
base: managed
federation: { saml: { provider_arns: ["arn:aws:iam::111122223333:saml-provider/p"] } }
`;

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = newFolder();
  mkdirSync(join(folder, "environments"));
  writeFileSync(join(folder, "environments", "dev.yaml"), GOOD);
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
});

test("a page for each environment, and one for all", async () => {
  const { status, out, err } = await ssps("report");
  expect([status, err]).toEqual([0, ""]);
  expect(out).toBe(`wrote ${join("reports", "dev.html")}\nwrote ${join("reports", "index.html")}\n`);
  expect(readdirSync("reports").sort()).toEqual(["dev.html", "index.html"]);
});

test.each([
  ["of another account", GOOD.replaceAll("111122223333", "444455556666")],
  ["of the same account, whose policies look at all its regions", GOOD.replace("managed", "existing")],
])("a file %s that is wrong stops no other, and is said", async (_, text) => {
  writeFileSync(join("environments", "bad.yaml"), text.replace("region", "regoin"));
  const { status, err, out } = await ssps("report");
  expect(status).toBe(2);
  expect(err).toContain(`${join("environments", "bad.yaml")}:2:1: `);
  expect(out).toContain("dev.html");
  expect(readdirSync("reports").sort()).toEqual(["dev.html", "index.html"]);
});

test("two are compared in words", async () => {
  writeFileSync(
    join("environments", "prod.yaml"),
    `${GOOD.replaceAll("111122223333", "444455556666")}storage: { bucket: { name: acme-sagemaker-prod } }\n`,
  );
  const { status, out } = await ssps("report", "--compare", "dev", "prod");
  expect(status).toBe(0);
  expect(out).toContain("Storage: only prod has it\n  only prod: bucket acme-sagemaker-prod\n");
  expect(out).toContain(`wrote ${join("reports", "dev-and-prod.html")}`);
});

test.each([
  [["--env", "prod"], 'there is no environment "prod"; there are: dev'],
  [["--compare", "dev"], "--compare: found 1; allowed: the names of two environments"],
  [["--compare", "dev", "dev", "--env", "dev"], "leave one out"],
  [["--at", "tomorrow"], '--at: found "tomorrow"; allowed: an instant in UTC'],
])("%j is wrong use", async (args, message) => {
  const { status, err, out } = await ssps("report", ...args);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(existsSync("reports")).toBe(false);
});

test("as JSON it says what the page says", async () => {
  const { out } = await ssps("report", "--json", "--at", "2026-12-01T08:00:00Z");
  const { environments } = JSON.parse(out) as { environments: { name: string; at: string; access: object[] }[] };
  expect(environments.map(({ name, at }) => [name, at])).toEqual([["dev", "2026-12-01T08:00:00.000Z"]]);
  expect(environments[0]?.access.length).toBeGreaterThan(50);
});
