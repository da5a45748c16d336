import fc from "fast-check";
import { compile, decide } from "../../policy/decide";
import type { Policy, Request } from "../../policy/document";
import type { Review } from "../../review/model";
import { mostOf, rowVerdict } from "../../review/row";
import { pair, requests, type Kind } from "../policy/compare/generate";
import { inline, ONE, plan, policyArn, provider, reviewPlans, trust, TWO, type Change, type Values } from "./building";
import { documentOf, often, sides, type Sides } from "./drawing";

/** Plans to draw; more by hand: `DRAWN_PLANS=20000 npx jest drawn-plans`. */
const PLANS = Number(process.env.DRAWN_PLANS ?? "60");
const SEED = Number(process.env.DRAWN_SEED ?? Date.now() % 2 ** 31);

const KIND: Kind = { conditions: false, principals: false };
const ACCOUNTS = [ONE, TWO];

/** A principal as it is, of which the plan shows a part. */
interface Drawn {
  readonly kind: "role" | "user";
  readonly account: 0 | 1;
  readonly life: "stays" | "created" | "destroyed";
  /** Whether the plan holds it itself, with the lists of what it carries, without them, or only what others give it. */
  readonly shown: "listed" | "bare" | "elsewhere";
  readonly inline: Sides<Policy>;
  readonly hasInline: Sides<boolean>;
  /** The text after is known only after apply. */
  readonly inlineUnknown: boolean;
  readonly managed: Sides<boolean>;
  /** A policy whose text is not in the plan. */
  readonly opaque: Sides<boolean>;
  readonly boundary: Sides<"none" | "known" | "opaque">;
  /** Further policies, which nothing in the plan gives it. */
  readonly hidden: Policy | undefined;
  /** A group that the plan holds with one of its policies. */
  readonly member: Sides<boolean>;
}

/** What an account holds beside its principals. */
interface Texts {
  readonly managed: Sides<Policy>;
  readonly limit: Sides<Policy>;
  readonly opaque: Policy;
  readonly opaqueLimit: Policy;
  readonly group: Sides<Policy>;
  readonly hiddenGroup: Policy | undefined;
}

const [policies] = [pair(KIND)];
const policy = policies.map(([one]) => one);
const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom("role", "user"),
  account: fc.constantFrom(0, 1),
  life: fc.constantFrom("stays", "stays", "stays", "created", "destroyed"),
  shown: fc.constantFrom("listed", "bare", "elsewhere"),
  inline: policies,
  hasInline: sides(often(true)),
  inlineUnknown: often(false),
  managed: sides(often(false)),
  opaque: sides(often(false)),
  boundary: sides(fc.constantFrom("none", "none", "known", "opaque")),
  hidden: fc.option(policy, { nil: undefined }),
  member: sides(often(false)),
});
const texts: fc.Arbitrary<Texts> = fc.record({
  managed: policies,
  limit: policies,
  opaque: policy,
  opaqueLimit: policy,
  group: policies,
  hiddenGroup: fc.option(policy, { nil: undefined }),
});
const worlds = fc.record({
  principals: fc.array(drawn, { minLength: 1, maxLength: 3 }),
  texts: fc.tuple(texts, texts),
  numbers: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

const exists = ({ life }: Drawn, side: 0 | 1): boolean => life === "stays" || (life === "created") === (side === 1);
const isListed = ({ kind, shown, life }: Drawn): boolean => kind === "role" && shown === "listed" && life === "stays";
/** Whoever is made or destroyed is in the plan, and has nothing that the plan does not show. */
const isShown = ({ shown, life }: Drawn): boolean => shown !== "elsewhere" || life !== "stays";
const hiddenOf = (one: Drawn): Policy | undefined => (one.life === "stays" ? one.hidden : undefined);

/** What a principal truly has; `unknown`: what a text known only after apply turns out to be. */
function truth(one: Drawn, { texts: both }: World, side: 0 | 1, unknown: "drawn" | "as before") {
  const account = both[one.account];
  const inlineSide = one.inlineUnknown && unknown === "as before" ? 0 : side;
  const hidden = hiddenOf(one);
  const identity = [
    ...(one.hasInline[side] && one.hasInline[inlineSide] && exists(one, inlineSide) ? [one.inline[inlineSide]] : []),
    ...(one.managed[side] ? [account.managed[side]] : []),
    ...(one.opaque[side] ? [account.opaque] : []),
    ...(hidden ? [hidden] : []),
    ...(one.kind === "user" && one.member[side]
      ? [account.group[side], ...(account.hiddenGroup ? [account.hiddenGroup] : [])]
      : []),
  ];
  const limit = { none: undefined, known: account.limit[side], opaque: account.opaqueLimit }[one.boundary[side]];
  const authorization = {
    identity: compile(identity),
    ...(limit && isShown(one) && { boundary: compile([limit]) }),
  };
  return (request: Request) => exists(one, side) && decide(authorization, request).decision === "allow";
}

/** What the plan shows of the world. */
function planOf({ principals, texts: both }: World): Values {
  const changes: Change[] = both.flatMap(({ managed, limit, group }, i) => [
    ...(
      [
        ["m", managed],
        ["b", limit],
      ] as const
    ).map(([name, [before, after]]): Change => ({
      address: `aws_iam_policy.${name}${i}`,
      before: { name, arn: policyArn(name, ACCOUNTS[i]), policy: documentOf(before) },
      after: { name, arn: policyArn(name, ACCOUNTS[i]), policy: documentOf(after) },
      provider: providerOf(i),
    })),
    {
      address: `aws_iam_group_policy.g${i}`,
      before: { group: "g", name: "p", policy: documentOf(group[0]) },
      after: { group: "g", name: "p", policy: documentOf(group[1]) },
      provider: providerOf(i),
    },
  ]);
  return plan([...changes, ...principals.flatMap(changesOf)], {}, { aws: provider(ONE), "aws.b": provider(TWO) });
}
const providerOf = (account: number): string => (account === 0 ? "aws" : "aws.b");

function changesOf(one: Drawn, i: number): Change[] {
  const { kind, account, life, managed, opaque, boundary, member } = one;
  const [name, id, key] = [`p${i}`, ACCOUNTS[account] ?? "", { provider: providerOf(account) }];
  const change = (address: string, has: (side: 0 | 1) => Values | null, more: Partial<Change> = {}): Change => {
    const [before, after] = ([0, 1] as const).map((side) => (exists(one, side) ? has(side) : null));
    return { address, before: before ?? null, after: after ?? null, ...key, ...more };
  };
  const boundaryOf = (side: 0 | 1): string | null =>
    ({ none: null, known: policyArn("b", id), opaque: policyArn("elsewhere", id) })[boundary[side]];
  const hidden = hiddenOf(one);
  const lists = {
    managed_policy_arns: [...(managed[0] ? [policyArn("m", id)] : []), ...(opaque[0] ? [policyArn("o", id)] : [])],
    inline_policy: [
      ...(one.hasInline[0] ? [{ name: "p", policy: documentOf(one.inline[0]) }] : []),
      ...(hidden ? [{ name: "hidden", policy: documentOf(hidden) }] : []),
    ],
  };
  const owner = (side: 0 | 1): Values => ({
    name,
    ...(side === 0 || life === "stays" ? { arn: `arn:aws:iam::${id}:${kind}/${name}` } : {}),
    permissions_boundary: boundaryOf(side),
    ...(kind === "role" && { assume_role_policy: trust }),
    ...(isListed(one) && lists),
  });
  const [withText, configured] = [inline(name, "", ""), { role: [], name: [], policy: [] }];
  const holder = (side: 0 | 1): Values | null => {
    if (!one.hasInline[side]) return null;
    const named = { [kind]: name, name: "p" };
    return side === 1 && one.inlineUnknown ? named : { ...named, policy: documentOf(one.inline[side]) };
  };
  const attached = (policy: string, has: Sides<boolean>): Change =>
    change(`aws_iam_${kind}_policy_attachment.${policy}${i}`, (side) =>
      has[side] ? { [kind]: name, policy_arn: policyArn(policy, id) } : null,
    );
  const unknown = one.inlineUnknown && one.hasInline[1] && exists(one, 1) ? { policy: true } : {};
  return [
    ...(isShown(one)
      ? [change(`aws_iam_${kind}.${name}`, owner, { configured: { name: [], permissions_boundary: [] } })]
      : []),
    change(`aws_iam_${kind}_policy.${name}`, holder, {
      unknown,
      configured: { ...configured, ...withText.configured },
    }),
    attached("m", managed),
    attached("o", opaque),
    ...(kind === "user"
      ? [
          change(`aws_iam_user_group_membership.${name}`, (side) =>
            member[side] ? { user: name, groups: ["g"] } : null,
          ),
        ]
      : []),
  ].filter(({ before, after }) => before ?? after);
}

/** The verdict about a principal; what is destroyed and configured no more, no account is said of. */
function verdictOf({ rows }: Review, { kind, account }: Drawn, i: number): string {
  const own = rows.filter(
    ({ subject }) =>
      subject.kind === kind &&
      subject.name === `p${i}` &&
      (subject.account === undefined || subject.account === ACCOUNTS[account]),
  );
  return mostOf(own.map(rowVerdict));
}

const counts = { plans: 0, requests: 0, gained: 0, lost: 0 };
afterAll(() => {
  console.info(`drawn plans: DRAWN_SEED=${SEED} ${JSON.stringify(counts)}`);
});

test("no verdict of a drawn plan is below what requests show, whatever the texts that are not known turn out to be", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const review = reviewPlans(planOf(world));
      counts.plans += 1;
      for (const [i, one] of world.principals.entries()) {
        const verdict = verdictOf(review, one, i);
        for (const unknown of ["drawn", "as before"] as const) {
          const [was, is] = [truth(one, world, 0, unknown), truth(one, world, 1, unknown)];
          for (const request of requests(KIND, world.numbers)) {
            const [before, after] = [was(request), is(request)];
            counts.requests += 1;
            if (before === after) continue;
            counts[after ? "gained" : "lost"] += 1;
            const isUnknown = one.inlineUnknown && unknown === "drawn" && one.hasInline[1];
            const right = after ? (isUnknown ? ["widened", "unknown"] : ["widened"]) : undefined;
            const said = `p${i} ${verdict}: ${request.action} on ${request.resource} was ${before}, is ${after}`;
            expect([said, right ? right.includes(verdict) : verdict !== "none"]).toEqual([said, true]);
          }
        }
      }
    }),
    { numRuns: PLANS, seed: SEED },
  );
});
