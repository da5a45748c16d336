import { check, type Changes } from "./environment";

const HELD: Changes = {
  "access.network_only": { subnet_ids: ["subnet-0123456789abcdef0"], security_group_ids: ["sg-0123456789abcdef0"] },
};
const NETWORK: Changes = {
  "network.vpc_id": "vpc-0123456789abcdef0",
  "network.subnet_ids": { "eu-west-1a": "subnet-0123456789abcdef0" },
};
const CHINA: Changes = {
  region: "cn-north-1",
  "federation.saml.provider_arns": ["arn:aws-cn:iam::123456789012:saml-provider/idp"],
};

describe("compute held to a network, and the endpoints that notebooks then need", () => {
  test.each<[string, Changes, string | undefined]>([
    ["not held", {}, undefined],
    ["without a network of the file's own", HELD, "git-codecommit, sns, states"],
    ["without endpoints", { ...HELD, ...NETWORK }, "git-codecommit, sns, states"],
    ["with a preset", { ...HELD, ...NETWORK, "network.endpoints": {} }, "git-codecommit, sns, states"],
    ["with some", { ...HELD, ...NETWORK, "network.endpoints": { extra: ["sns"] } }, "git-codecommit, states"],
    [
      "with one that exists",
      {
        ...HELD,
        ...NETWORK,
        "network.endpoints": { extra: ["sns", "states"], adopt: { states: "vpce-0123456789abcdef0" } },
      },
      "git-codecommit",
    ],
    [
      "with all",
      { ...HELD, ...NETWORK, "network.endpoints": { extra: ["git-codecommit", "sns", "states"] } },
      undefined,
    ],
    ["in China, which has no endpoint of CodeCommit", { ...HELD, ...CHINA }, "sns, states"],
  ])("%s", (_, changes, absent) => {
    const { problems, warnings } = check(changes);
    expect(problems).toEqual([]);
    const found = warnings.filter(({ code }) => code === "endpoints-missing").map(({ message }) => message);
    expect(found).toEqual(absent === undefined ? [] : [expect.stringContaining(`leads to ${absent} (E5)`)]);
  });
});
