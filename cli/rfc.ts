import { Argument, type Command } from "commander";
import { ARN_PATTERNS } from "../aws/arn";
import { describeValue } from "../config/raw";
import { LOOKED_UP, pageOf } from "../ams/change-types";
import { REQUEST_KINDS, type RequestKindName } from "../ams";
import { documentsOf } from "../contract/documents";
import { CannotAsk, commandOf, type Inputs, type Json, type Rfc } from "../ams/request";
import { chosenEnvironment } from "./chosen-environment";
import { InputError, paint, print, printable, printJson } from "./output";

interface Options {
  readonly env?: string;
  readonly metadata?: string;
  readonly provider?: string;
  readonly securityGroup?: readonly string[];
  readonly keyArn?: string;
  readonly endpoint?: readonly string[];
  readonly ticket?: string;
  readonly json?: true;
}

/** Adds `ssps rfc`. */
export function register(program: Command): void {
  const kinds = Object.entries(REQUEST_KINDS);
  program
    .command("rfc")
    .summary("the request to AMS, ready to send")
    .description(
      "Prints the request for change that asks AMS for what an environment wants, as AMS's API and console take it.",
    )
    .addArgument(new Argument("<kind>", "what is asked for, see below").choices(Object.keys(REQUEST_KINDS)))
    .option("--env <name>", "the environment: environments/NAME.yaml (default: the only one)")
    .option("--metadata <address>", "saml-provider: the identity provider's metadata, s3://BUCKET/KEY")
    .option("--provider <name>", "saml-provider: which of several")
    .option("--security-group <id...>", "vpc-endpoint: the groups that the endpoints have")
    .option("--endpoint <service=id...>", "endpoint-policy: the endpoints that AMS has made")
    .option("--key-arn <arn>", "bucket, file-system: the key that AMS has made")
    .option("--ticket <number>", "autoscaling: which of several elevations")
    .option("--json", "print the requests as JSON")
    .addHelpText(
      "after",
      `\nKinds:\n${kinds.map(([name, { summary }]) => `  ${name.padEnd(16)} ${summary}`).join("\n")}\n${EPILOGUE}`,
    )
    .action(rfc);
}

const EPILOGUE = `
Nothing is sent. What the environment's file cannot know, since AMS makes it, is given by an option.

Exit status: 0 printed, 2 the request cannot be made.

Examples:
  ssps rfc bucket --env prod --key-arn arn:aws:kms:eu-central-1:210987654321:key/1234abcd-12ab-34cd-56ef-1234567890ab
  ssps rfc vpc-endpoint --env prod --security-group sg-0123456789abcdef0
  ssps rfc autoscaling --env prod --json | jq -c '.[0].parameters' > parameters.json
  aws amscm create-rfc --change-type-id ct-27tuth19k52b4 --change-type-version 2.0 \\
    --title "Autoscaling" --execution-parameters file://parameters.json`;

function rfc(kind: RequestKindName, options: Options): void {
  const inputs = inputsOf(options);
  const { name, environment } = chosenEnvironment(options.env);
  let requests: readonly Rfc[];
  try {
    requests = REQUEST_KINDS[kind].requests({ name, environment, documents: documentsOf(environment), inputs });
  } catch (error) {
    throw error instanceof CannotAsk ? new InputError(error.message) : error;
  }
  if (options.json) {
    printJson(requests.map(asData));
    return;
  }
  for (const [index, request] of requests.entries()) {
    for (const line of describe(request, `${index + 1} of ${requests.length}`)) print(line);
  }
  print("AMS starts a request when it is submitted: aws amscm submit-rfc --rfc-id ID");
}

/** @throws InputError where an option has another form than AWS's. */
function inputsOf({ metadata, provider, securityGroup, keyArn, endpoint, ticket }: Options): Inputs {
  const check = (option: string, value: string, pattern: RegExp, allowed: string): void => {
    if (!pattern.test(value)) throw new InputError(`${option}: found ${describeValue(value)}; allowed: ${allowed}`);
  };
  if (metadata !== undefined) {
    check("--metadata", metadata, /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[^\s]{1,1024}$/, "s3://BUCKET/KEY");
  }
  if (keyArn !== undefined) {
    check(
      "--key-arn",
      keyArn,
      ARN_PATTERNS.key,
      "the ARN of a KMS key, such as arn:aws:kms:eu-west-1:123456789012:key/…",
    );
  }
  for (const group of securityGroup ?? []) {
    check("--security-group", group, /^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/, "the id of a security group, sg-…");
  }
  for (const pair of endpoint ?? []) {
    check("--endpoint", pair, /^[a-z.-]+=vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/, "SERVICE=vpce-…, such as api=vpce-…");
  }
  return {
    ...(metadata !== undefined && { metadata }),
    ...(provider !== undefined && { provider }),
    ...(securityGroup && { securityGroupIds: securityGroup }),
    ...(keyArn !== undefined && { keyArn }),
    ...(endpoint && { endpointIds: Object.fromEntries(endpoint.map((pair) => pair.split("=") as [string, string])) }),
    ...(ticket !== undefined && { ticket }),
  };
}

/** What a program needs to send a request and to check what it rests on. */
function asData({ changeType, title, parameters, policies, notes }: Rfc): object {
  return {
    change_type: changeType.id,
    version: changeType.version,
    classification: changeType.classification,
    title,
    parameters,
    policies: policies ?? {},
    notes,
    source: { page: pageOf(changeType), looked_up: LOOKED_UP, checked_by: changeType.checkedBy },
  };
}

const CHECKED = {
  schema: "parameters checked against the published schema",
  examples: "parameters as in the published examples; not checked against the schema",
} as const;

/** The lines of a request for a person at AMS's console. */
function describe(request: Rfc, place: string): string[] {
  const { changeType, title, parameters, policies = {}, notes } = request;
  const line = (label: string, text: string): string => `  ${label.padEnd(12)} ${printable(text)}`;
  return [
    `${paint(place, "bold")}  ${printable(title)}`,
    line("change type", `${changeType.id}, version ${changeType.version}`),
    line("category", changeType.classification),
    line("source", `${pageOf(changeType)}, looked up ${LOOKED_UP}; ${CHECKED[changeType.checkedBy]}`),
    "  parameters",
    ...fields(parameters, "    "),
    ...Object.entries(policies).flatMap(([what, document]) => [
      `  ${what}`,
      ...JSON.stringify(document, null, 2)
        .split("\n")
        .map((text) => `    ${printable(text)}`),
    ]),
    ...notes.map((note) => line("note", note)),
    "  command",
    `    ${printable(commandOf(request))}`,
    "",
  ];
}

/** The fields of a form, nested ones indented. */
function fields(value: Readonly<Record<string, Json>>, indent: string): string[] {
  return Object.entries(value).flatMap(([key, field]) => {
    if (isObject(field)) return [`${indent}${printable(key)}`, ...fields(field, `${indent}  `)];
    if (isList(field) && field.some(isObject)) {
      return field.flatMap((item, index) => [
        `${indent}${printable(key)} ${index + 1}`,
        ...(isObject(item) ? fields(item, `${indent}  `) : [`${indent}  ${shown(item)}`]),
      ]);
    }
    return [`${indent}${printable(key)}: ${shown(field)}`];
  });
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && !isList(value);
}

function shown(value: Json): string {
  if (isList(value)) return value.map(shown).join(", ");
  return printable(isObject(value) ? JSON.stringify(value) : String(value));
}
