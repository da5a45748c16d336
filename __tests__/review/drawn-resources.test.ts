import fc from "fast-check";
import { compile, decide, type CompiledPolicies } from "../../policy/decide";
import type { Policy, Request } from "../../policy/document";
import { parsePolicyText } from "../../policy/parse";
import type { Review } from "../../review/model";
import { mostOf, rowVerdict } from "../../review/row";
import { pair, requests, type Kind } from "../policy/compare/generate";
import { plan, provider, reviewPlans, type Change, type Values } from "./building";
import { documentOf, often, sides, type Sides } from "./drawing";

/** Plans to draw; more by hand: `DRAWN_PLANS=20000 npx jest drawn-resources`. */
const PLANS = Number(process.env.DRAWN_PLANS ?? "40");
const SEED = Number(process.env.DRAWN_SEED ?? Date.now() % 2 ** 31);

const KIND: Kind = { conditions: false, principals: true };
/** The accounts that drawn policies speak of. */
const ACCOUNTS = ["111122223333", "444455556666"] as const;
const REGIONS = ["eu-west-1", "us-east-1"] as const;

/** What has a policy, in which account and region; all have one name, buckets aside. */
interface Drawn {
  readonly thing: keyof typeof THINGS;
  readonly account: 0 | 1;
  readonly region: 0 | 1;
  /** What the plan shows of the thing itself. */
  readonly life: "stays" | "elsewhere" | "created" | "destroyed";
  /** Where the policy stands: in the thing, or in a resource of its own. */
  readonly writer: "itself" | "separate";
  readonly texts: Sides<Policy>;
  readonly has: Sides<boolean>;
  /** The text after is known only after apply. */
  readonly unknown: boolean;
  /** A second resource that writes the same policy. */
  readonly other: { readonly texts: Sides<Policy>; readonly has: Sides<boolean> } | undefined;
  /** A grant of a key to somebody. */
  readonly grant: Sides<boolean>;
}

type Place = Pick<Drawn, "account" | "region"> & { readonly index: number };

/** How a thing is written in a plan, and what drawn policies say in its words. */
interface Thing {
  readonly label: string;
  readonly type: string;
  readonly name: (place: Place) => string;
  readonly values: (place: Place) => Values;
  readonly attribute: string;
  /** The type whose resource holds the policy; undefined where only the thing itself does. */
  readonly separate?: { readonly type: string; readonly attribute: string; readonly values: (place: Place) => Values };
  readonly inWords: (text: string) => string;
  /** What AWS sets in the place of a policy. */
  readonly standard?: (account: string) => Values;
}

const accountOf = ({ account }: Pick<Drawn, "account">): string => ACCOUNTS[account];
const regionOf = ({ region }: Pick<Drawn, "region">): string => REGIONS[region];
const arn = (service: string, name: string) => (place: Place) =>
  `arn:aws:${service}:${regionOf(place)}:${accountOf(place)}:${name}`;
const bucket = ({ index }: Place): string => `bucket-${index}`;
const [queue, key, secret] = [
  arn("sqs", "thing"),
  arn("kms", "key/thing"),
  arn("secretsmanager", "secret:thing-AbCdEf"),
];
const roleArn = (place: Place): string => `arn:aws:iam::${accountOf(place)}:role/thing`;

const THINGS = {
  bucket: {
    label: "S3 bucket",
    type: "aws_s3_bucket",
    name: bucket,
    values: (place) => ({ bucket: bucket(place), arn: `arn:aws:s3:::${bucket(place)}` }),
    attribute: "policy",
    separate: { type: "aws_s3_bucket_policy", attribute: "policy", values: (place) => ({ bucket: bucket(place) }) },
    inWords: (text) => text,
  },
  queue: {
    label: "SQS queue",
    type: "aws_sqs_queue",
    name: () => "thing",
    values: (place) => ({ name: "thing", arn: queue(place) }),
    attribute: "policy",
    separate: {
      type: "aws_sqs_queue_policy",
      attribute: "policy",
      values: (place) => ({
        queue_url: `https://sqs.${regionOf(place)}.amazonaws.com/${accountOf(place)}/thing`,
      }),
    },
    inWords: (text) => text,
  },
  secret: {
    label: "secret",
    type: "aws_secretsmanager_secret",
    name: () => "thing",
    values: (place) => ({ name: "thing", arn: secret(place) }),
    attribute: "policy",
    separate: {
      type: "aws_secretsmanager_secret_policy",
      attribute: "policy",
      values: (place) => ({ secret_arn: secret(place) }),
    },
    inWords: (text) => text,
  },
  key: {
    label: "KMS key",
    type: "aws_kms_key",
    name: () => "thing",
    values: (place) => ({ key_id: "thing", arn: key(place) }),
    attribute: "policy",
    separate: { type: "aws_kms_key_policy", attribute: "policy", values: () => ({ key_id: "thing" }) },
    inWords: (text) => text.replace(/\b(?:s3|iam):(?=[A-Z*?])/gi, "kms:").replaceAll("s?:", "km?:"),
    standard: (account) => ({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Principal: { AWS: account }, Action: "kms:*", Resource: "*" },
    }),
  },
  role: {
    label: "trust policy of role",
    type: "aws_iam_role",
    name: () => "thing",
    values: (place) => ({ name: "thing", arn: roleArn(place), managed_policy_arns: [], inline_policy: [] }),
    attribute: "assume_role_policy",
    inWords: (text) =>
      text
        .replace(/\b(?:s3|iam):/gi, "sts:")
        .replace(/PutObject|PassRole/g, "TagSession")
        .replace(/get/gi, "Assume")
        .replace(/(.)bject/gi, (_, first: string) => (first === "?" ? "?ole" : "Role")),
  },
} as const satisfies Record<string, Thing>;

/** What a trust policy decides: no other action of STS is about a role. */
const NEEDS_TRUST = /^sts:(?:AssumeRole|TagSession|SetSourceIdentity)/i;

const texts = pair(KIND);
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    thing: fc.constantFrom(...(Object.keys(THINGS) as (keyof typeof THINGS)[])),
    account: fc.constantFrom(0, 1),
    region: fc.constantFrom(0, 1),
    life: fc.constantFrom("stays", "stays", "elsewhere", "created", "destroyed"),
    writer: fc.constantFrom("itself", "separate"),
    texts,
    has: sides(often(true)),
    unknown: often(false),
    other: fc.option(fc.record({ texts, has: sides(often(true)) }), { freq: 5, nil: undefined }),
    grant: sides(often(false)),
  } as const)
  .map(possible);

/** What a plan can hold: a role's trust stands in the role, and what is not in the plan holds no policy itself. */
function possible(one: Drawn): Drawn {
  if (one.thing === "role") {
    const life = one.life === "elsewhere" ? "stays" : one.life;
    return { ...one, life, writer: "itself", has: [true, true], other: undefined, region: 0 };
  }
  if (one.life === "elsewhere") return { ...one, writer: "separate" };
  // A refreshed state shows one text in both places.
  const other = one.other && { ...one.other, has: [false, one.other.has[1]] as const };
  return one.writer === "itself" ? { ...one, other } : one;
}

const worlds = fc.record({
  // Of one name in one account and region there is one thing.
  things: fc.uniqueArray(drawn, {
    minLength: 1,
    maxLength: 4,
    selector: ({ thing, account, region }) => (thing === "bucket" ? {} : `${thing} ${account} ${region}`),
  }),
  identity: texts,
  limit: fc.option(texts, { freq: 3, nil: undefined }),
  numbers: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

const exists = ({ life }: Drawn, side: 0 | 1): boolean =>
  life === "stays" || life === "elsewhere" || (life === "created") === (side === 1);

/** The text of a policy, in the words of the thing that it belongs to. */
function written({ thing }: Drawn, policy: Policy): string {
  const text = THINGS[thing].inWords(documentOf(policy));
  if (thing !== "role") return text;
  const document = JSON.parse(text) as { Statement: Record<string, unknown>[] };
  const Statement = document.Statement.map(({ Resource: _, NotResource: __, ...statement }) => statement);
  return JSON.stringify({ ...document, Statement });
}

const GRANTEE = "arn:aws:iam::111122223333:role/a";
const granted: Values = { Effect: "Allow", Principal: { AWS: GRANTEE }, Action: "kms:GetObject", Resource: "*" };

/** Every policy that may be in force on a side: of two that are written, one is. */
function inForce(one: Drawn, side: 0 | 1, unknown: "drawn" | "as before"): CompiledPolicies[] {
  const text = (policy: Policy): string => written(one, policy);
  const own = one.unknown && side === 1 && unknown === "as before" ? 0 : side;
  const candidates = [
    ...(one.has[side] ? [text(one.texts[own])] : []),
    ...(one.other?.has[side] ? [text(one.other.texts[side])] : []),
  ];
  const standard = (THINGS[one.thing] as Thing).standard?.(accountOf(one));
  const all = candidates.length > 0 ? candidates : standard ? [JSON.stringify(standard)] : [policyText()];
  const grants = one.thing === "key" && one.grant[side] ? [policyText(granted)] : [];
  return all.map((document) => compile([document, ...grants].map((source) => parsePolicyText(source, "p"))));
}

const policyText = (...Statement: Values[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

function planOf({ things }: World): Values {
  const providers = ACCOUNTS.flatMap((account, i) =>
    REGIONS.map((region, j): [string, object] => [providerOf(i, j), provider(account, region)]),
  );
  return plan(things.flatMap(changesOf), {}, Object.fromEntries(providers));
}

const providerOf = (account: number, region: number): string =>
  account + region === 0 ? "aws" : `aws.a${account}r${region}`;

function changesOf(one: Drawn, index: number): Change[] {
  const { thing, account, region, life, writer, has, other, grant } = one;
  const { type, values, attribute, separate } = THINGS[thing] as Thing;
  const place = { account, region, index };
  const change = (address: string, at: (side: 0 | 1) => Values | null, more: Partial<Change> = {}): Change => {
    const [before, after] = ([0, 1] as const).map((side) => (exists(one, side) ? at(side) : null));
    return {
      address,
      before: before ?? null,
      after: after ?? null,
      provider: providerOf(account, region),
      ...(after && {
        configured: Object.fromEntries(Object.keys({ ...after, ...more.unknown }).map((name) => [name, []])),
      }),
      ...more,
    };
  };
  const isUnknown = one.unknown && has[1] && exists(one, 1);
  const textOf = (drawnTexts: Sides<Policy>, side: 0 | 1): string => written(one, drawnTexts[side]);
  const owner = (side: 0 | 1): Values => ({
    ...values(place),
    ...(writer === "itself" && has[side] && !(isUnknown && side === 1) && { [attribute]: textOf(one.texts, side) }),
  });
  const holder = (side: 0 | 1): Values | null =>
    has[side]
      ? {
          ...separate?.values(place),
          ...(isUnknown && side === 1 ? {} : { [separate?.attribute ?? ""]: textOf(one.texts, side) }),
        }
      : null;
  const rival = (side: 0 | 1): Values | null =>
    other?.has[side] === true
      ? { ...separate?.values(place), [separate?.attribute ?? ""]: textOf(other.texts, side) }
      : null;
  const unknown = isUnknown ? { [attribute]: true } : {};
  return [
    ...(life === "elsewhere" ? [] : [change(`${type}.t${index}`, owner, writer === "itself" ? { unknown } : {})]),
    ...(writer === "separate" && separate ? [change(`${separate.type}.t${index}`, holder, { unknown })] : []),
    ...(other && separate ? [change(`${separate.type}.other${index}`, rival)] : []),
    ...(thing === "key"
      ? [
          change(`aws_kms_grant.t${index}`, (side) =>
            grant[side] ? { key_id: "thing", grantee_principal: GRANTEE, operations: ["GetObject"] } : null,
          ),
        ]
      : []),
  ].filter(({ before, after }) => before ?? after);
}

/** The verdict about a thing; what is destroyed and configured no more, no account is said of. */
function verdictOf({ rows }: Review, one: Drawn, index: number): string {
  const { label, name } = THINGS[one.thing] as Thing;
  const place = { ...one, index };
  const own = rows.filter(
    ({ subject }) =>
      subject.kind === label &&
      subject.name === name(place) &&
      (subject.account === undefined || one.thing === "bucket" || subject.account === accountOf(one)) &&
      (subject.region === undefined || subject.region === regionOf(one)),
  );
  return mostOf(own.map(rowVerdict));
}

/** A request in the words of a thing. */
function asked(one: Drawn, index: number, request: Request): Request {
  const action = (THINGS[one.thing] as Thing).inWords(request.action);
  return { ...request, action, ...(one.thing === "role" && { resource: roleArn({ ...one, index }) }) };
}

const counts = { plans: 0, requests: 0, gained: 0, lost: 0 };
afterAll(() => {
  console.info(`drawn policies of resources: DRAWN_SEED=${SEED} ${JSON.stringify(counts)}`);
});

test("no verdict about a resource is below what requests show, whoever makes them", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const review = reviewPlans(planOf(world));
      counts.plans += 1;
      const [identity, boundary] = [compile([world.identity[0]]), world.limit && compile([world.limit[0]])];
      for (const [index, one] of world.things.entries()) {
        const verdict = verdictOf(review, one, index);
        const possibly = one.has[0] && exists(one, 0) ? (["drawn", "as before"] as const) : (["drawn"] as const);
        for (const unknown of possibly) {
          const pairs = inForce(one, 0, unknown).flatMap((was, i) =>
            inForce(one, 1, unknown).flatMap((is, j) => (isSettled(one) && i !== j ? [] : [[was, is] as const])),
          );
          for (const drawnRequest of requests(KIND, world.numbers)) {
            const request = asked(one, index, drawnRequest);
            if (one.thing === "role" && !NEEDS_TRUST.test(request.action)) continue;
            // What is made or destroyed gives and takes by its own policy; services and the public have none.
            const isJudged = one.life === "stays" || one.life === "elsewhere";
            const hasPolicies = isJudged && (request.principal ?? "").startsWith("arn:");
            const own = hasPolicies ? { identity, ...(boundary && { boundary }) } : {};
            const allowed = (side: 0 | 1, resource: CompiledPolicies): boolean =>
              exists(one, side) &&
              decide({ ...own, resource, resourceAccount: accountOf(one) }, request).decision === "allow";
            for (const [was, is] of pairs) {
              const [before, after] = [allowed(0, was), allowed(1, is)];
              counts.requests += 1;
              if (before === after) continue;
              counts[after ? "gained" : "lost"] += 1;
              const isUnknown = one.unknown && unknown === "drawn" && one.has[1];
              const right = after ? (isUnknown ? ["widened", "unknown"] : ["widened"]) : undefined;
              if (!after && !isJudged) continue;
              const said = `${one.thing} ${index} ${verdict}: ${request.principal ?? "anyone"} ${request.action} on ${request.resource} was ${before}, is ${after}`;
              expect([said, right ? right.includes(verdict) : verdict !== "none"]).toEqual([said, true]);
            }
          }
        }
      }
    }),
    { numRuns: PLANS, seed: SEED },
  );
});

/** The same texts are written on both sides, so the same one is in force. */
function isSettled(one: Drawn): boolean {
  const all = (side: 0 | 1): string => inForceTexts(one, side).sort().join();
  return all(0) === all(1);
}

function inForceTexts({ texts: own, has, other }: Drawn, side: 0 | 1): string[] {
  return [...(has[side] ? [documentOf(own[side])] : []), ...(other?.has[side] ? [documentOf(other.texts[side])] : [])];
}
