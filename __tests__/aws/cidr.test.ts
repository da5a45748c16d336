import { formatCidr, inCidr, parseCidr } from "../../aws/cidr";

test.each<[text: string, formatted: string | undefined]>([
  ["10.0.0.0/8", "10.0.0.0/8"],
  ["10.1.2.3/8", "10.0.0.0/8"],
  ["10.1.2.3", "10.1.2.3/32"],
  ["0.0.0.0/0", "0.0.0.0/0"],
  ["10.0.0.0/33", undefined],
  ["10.0.0/8", undefined],
  ["010.0.0.0/8", undefined],
  ["10.0.0.256", undefined],
  ["10.0.0.0/8/8", undefined],
  [" 10.0.0.0/8", undefined],
  ["10.0.0.0/", undefined],
  ["::/0", "::/0"],
  ["2001:DB8::1/32", "2001:db8::/32"],
  ["::ffff:10.0.0.1", "::ffff:a00:1/128"],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8/128"],
  ["1:2:3:4:5:6:7", undefined],
  ["1::2::3", undefined],
  ["2001:db8::/129", undefined],
  ["12345::", undefined],
  ["", undefined],
])("%j is the range %s", (text, formatted) => {
  const range = parseCidr(text);
  expect(range && formatCidr(range)).toBe(formatted);
});

test.each<[address: string, range: string, expected: boolean]>([
  ["10.255.255.255", "10.0.0.0/8", true],
  ["11.0.0.0", "10.0.0.0/8", false],
  ["10.0.0.1", "10.0.0.1", true],
  ["10.0.0.1", "::/0", false],
  ["2001:db8:ffff::1", "2001:db8::/32", true],
  ["2001:db9::1", "2001:db8::/32", false],
  ["somewhere", "0.0.0.0/0", false],
])("%s lies in %s: %p", (address, range, expected) => {
  const parsed = parseCidr(range);
  expect(parsed && inCidr(address, parsed)).toBe(expected);
});
