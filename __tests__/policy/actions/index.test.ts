import { readFileSync } from "node:fs";
import { isMultivalued, publishedAction, publishedMatching } from "../../../policy/actions";
import { publishedActionsFile, publishedResourcesFile } from "../../../scripts/published-actions";

test("published actions are known in any case, and by pattern", () => {
  expect(publishedAction("S3:getobject")).toMatchObject({ name: "s3:GetObject", wildcardOnly: false });
  expect(publishedAction("s3:ListAllMyBuckets")?.wildcardOnly).toBe(true);
  expect(publishedAction("s3:NoSuchThing")).toBeUndefined();
  expect(publishedAction("__proto__:x")).toBeUndefined();
  expect(publishedMatching("s3:Get?bject").map(({ name }) => name)).toEqual(["s3:GetObject"]);
  expect(publishedMatching("sqs:*").length).toBeGreaterThan(15);
  expect(publishedMatching("*").length).toBeGreaterThan(20_000);
});

test.each([
  ["aws:TagKeys", true],
  ["sagemaker:VpcSubnets", true],
  ["aws:SourceIp", false],
])("%s takes several values: %p", (key, several) => {
  expect(isMultivalued(key)).toBe(several);
});

test.each([publishedActionsFile, publishedResourcesFile])(
  "%p is of the installed data: npm run generate",
  async (file) => {
    const { path, content } = await file();
    expect(readFileSync(`${__dirname}/../../../${path}`, "utf8") === content).toBe(true);
  },
);
