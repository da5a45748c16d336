import { problems } from "./environment";

const VARIANT = { endpoint: "churn", variant: "AllTraffic", min: 1, max: 4, invocations_per_instance: 700 };
const COMPONENT = { inference_component: "churn", min: 0, max: 4, invocations_per_copy: 60 };
const MORNING = { name: "morning", schedule: "cron(0 7 * * ? *)", min: 1, max: 2 };

const without = <T extends object>(value: T, ...keys: (keyof T)[]): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key as keyof T))) as Partial<T>;

test.each<[string, unknown[], string[]]>([
  ["a variant", [VARIANT], []],
  ["an inference component", [COMPONENT], []],
  ["two variants of an endpoint", [VARIANT, { ...VARIANT, variant: "Canary" }], []],
  ["schedules", [{ ...VARIANT, schedules: [MORNING, { ...MORNING, name: "evening" }] }], []],
  ["none", [], ["scaling.endpoints: found a list of 0; allowed: a list with at least one entry"]],
  [
    "min above max",
    [{ ...VARIANT, min: 5 }],
    ["scaling.endpoints.0.min: found the number 5; allowed: at most 4, which is max"],
  ],
  [
    "a schedule with min above max",
    [{ ...VARIANT, schedules: [{ ...MORNING, min: 3 }] }],
    ["scaling.endpoints.0.schedules.0.min: found the number 3; allowed: at most 2, which is max"],
  ],
  [
    "a variant without an instance",
    [{ ...VARIANT, min: 0 }],
    ["scaling.endpoints.0.min: found the number 0; allowed: at least 1, since a variant cannot go without an instance"],
  ],
  [
    "an endpoint without a variant",
    [without(VARIANT, "variant")],
    [
      "scaling.endpoints.0: found the keys endpoint, min, max, invocations_per_instance; allowed: endpoint and variant, or inference_component",
    ],
  ],
  [
    "both kinds",
    [{ ...VARIANT, inference_component: "churn" }],
    [
      "scaling.endpoints.0: found the keys endpoint, variant, min, max, invocations_per_instance, …; allowed: endpoint and variant, or inference_component",
    ],
  ],
  [
    "copies of a variant",
    [{ ...without(VARIANT, "invocations_per_instance"), invocations_per_copy: 1 }],
    [
      "scaling.endpoints.0.invocations_per_copy: found the number 1; allowed: invocations_per_instance instead, since a variant scales by instances",
    ],
  ],
  [
    "no number of invocations",
    [without(COMPONENT, "invocations_per_copy")],
    ["scaling.endpoints.0.invocations_per_copy is missing; allowed: a whole number of invocations a minute"],
  ],
  [
    "a variant twice",
    [VARIANT, VARIANT],
    [
      "scaling.endpoints.1: found the keys endpoint, variant, min, max, invocations_per_instance; allowed: each endpoint variant or inference component once",
    ],
  ],
  [
    "a schedule's name twice",
    [{ ...VARIANT, schedules: [MORNING, MORNING] }],
    ['scaling.endpoints.0.schedules.1.name: found "morning"; allowed: each schedule\'s name once'],
  ],
  [
    "half an instance",
    [{ ...VARIANT, max: 1.5 }],
    ["scaling.endpoints.0.max: found the number 1.5; allowed: a whole number from 0 to 10000"],
  ],
  [
    "a name that is none",
    [{ ...VARIANT, endpoint: "churn_1" }],
    [
      'scaling.endpoints.0.endpoint: found "churn_1"; allowed: an endpoint\'s name of 1 to 63 letters, digits or -, first and last a letter or digit',
    ],
  ],
  [
    "a schedule that is none",
    [{ ...VARIANT, schedules: [{ ...MORNING, schedule: "0 7 * * *" }] }],
    [
      'scaling.endpoints.0.schedules.0.schedule: found "0 7 * * *"; allowed: cron(…), rate(…) or at(…), such as cron(0 7 ? * MON-FRI *)',
    ],
  ],
])("%s", (_, endpoints, expected) => {
  expect(problems({ scaling: { endpoints } })).toEqual(expected);
});
