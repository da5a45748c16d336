import { readFileSync } from "node:fs";
import { paint, printable } from "../../cli/output";
import { ssps } from "./run";

// What a command does not need costs it nothing: these fail the test as soon as one loads them.
jest.mock("zod", () => {
  throw new Error("zod was loaded");
});
jest.mock("yaml", () => {
  throw new Error("yaml was loaded");
});
jest.mock("cdktf", () => {
  throw new Error("cdktf was loaded");
});

test("the overview shows every command", async () => {
  const { status, out } = await ssps("--help");
  expect(status).toBe(0);
  expect(out).toMatch(/^ {2}init .*\n {2}check .*\n {2}synth .*\n {2}can /m);
});

test("the version is the package's", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(await ssps("--version")).toMatchObject({ status: 0, out: `${version}\n` });
});

test.each([
  ["the overview", ["help"], ["--help"]],
  ["help itself", ["help", "help"], ["--help"]],
  ["a command", ["help", "can"], ["can", "--help"]],
])("help on %s is what --help prints", async (_name, args, same) => {
  const outcome = await ssps(...args);
  expect(outcome).toEqual(await ssps(...same));
  expect(outcome).toMatchObject({ status: 0, err: "" });
});

test.each([
  ["no command", [], "Usage: ssps"],
  ["help on an unknown command", ["help", "chek"], "error: unknown command 'chek'"],
  ["an unknown command", ["chek"], "error: unknown command 'chek'\n(Did you mean check?)\n"],
  ["a name of objects' own", ["constructor"], "error: unknown command 'constructor'\n"],
])("%s is bad input", async (_name, args, message) => {
  const { status, out, err } = await ssps(...args);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toContain(message);
});

test("`can` needs no environment file, and then loads nothing to read one", async () => {
  const { status } = await ssps(
    "can",
    "secretsmanager:UpdateSecret",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x",
  );
  expect(status).toBe(1);
});

test("an error that nobody foresaw has no stack trace", async () => {
  const { status, err } = await ssps("check");
  expect(status).toBe(2);
  expect(err).toBe("error: this should not have happened: Error: zod was loaded\n");
});

test.each([
  ["a colour", "\u001b[31mred", "\\u{1b}[31mred"],
  ["a title", "\u001b]0;x\u0007", "\\u{1b}]0;x\\u{7}"],
  ["a return that writes over the line", "bad\rgood", "bad\\u{d}good"],
  ["a C1 control", "\u009b31m", "\\u{9b}31m"],
  ["right to left", "a\u202eb", "a\\u{202e}b"],
  ["another line end", "a\u2028b", "a\\u{2028}b"],
  ["lines and tabs, which are plain", "a\n\tb – ü", "a\n\tb – ü"],
])("%s is escaped for a terminal", (_name, text, expected) => {
  expect(printable(text)).toBe(expected);
});

describe("colours", () => {
  afterEach(() => {
    delete process.env.NO_COLOR;
  });
  test.each([
    ["a terminal", true, undefined, "\u001b[31mx\u001b[0m"],
    ["a pipe", false, undefined, "x"],
    ["a terminal with NO_COLOR", true, "1", "x"],
    ["a terminal with an empty NO_COLOR", true, "", "\u001b[31mx\u001b[0m"],
  ])("on %s", (_name, isTTY, noColour, expected) => {
    if (noColour !== undefined) process.env.NO_COLOR = noColour;
    expect(paint("x", "red", { isTTY })).toBe(expected);
  });
});
