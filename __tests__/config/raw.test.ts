import { unknownKey } from "../../config/raw";

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `aws_vpc_endpoint.e${i}`);

test.each<[what: string, known: readonly string[], allowed: RegExp]>([
  ["none", [], /; allowed: no key$/],
  ["a few", ["region", "base"], /; allowed: region, base$/],
  ["as many as there is room for", names(18), /, aws_vpc_endpoint\.e17$/],
  ["more than that", names(500), /aws_vpc_endpoint\.e0, .*aws_vpc_endpoint\.e17, and 482 more$/],
])("an unknown key where there are %s: the message stays short", (_, known, allowed) => {
  const { message } = unknownKey(["x"], "nothing like them", known);
  expect(message).toMatch(allowed);
  expect(message.length).toBeLessThan(500);
});

test("the key that was meant is named, however many there are", () => {
  expect(unknownKey(["x"], "aws_vpc_endpoint.e4999", names(500)).message).toMatch(
    /; did you mean aws_vpc_endpoint\.e499\?$/,
  );
});
