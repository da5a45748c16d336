import { isPrivateRange } from "../../aws/cidr";
import { privateInstead } from "../../config/cidr";

test.each([
  "10.0.0.0/8",
  "10.1.2.0/24",
  "172.16.0.0/12",
  "172.31.255.255/32",
  "192.168.1.0/24",
  "fd00::/8",
  "fc00::/7",
  "fd00:0:0:1::/64",
  "fd12:3456:789a::1/128",
])("%s is private", (cidr) => {
  expect(isPrivateRange(cidr)).toBe(true);
  expect(privateInstead(cidr)).toBeUndefined();
});

test.each([
  "0.0.0.0/0",
  "0.0.0.0/1",
  "128.0.0.0/1",
  "10.0.0.0/7",
  "172.16.0.0/11",
  "172.32.0.0/16",
  "192.167.0.0/16",
  "8.8.8.0/24",
  "::/0",
  "::/1",
  "8000::/1",
  "2001:db8::/32",
  "fc00::/6",
])("%s is refused", (cidr) => {
  expect(isPrivateRange(cidr)).toBe(false);
  expect(privateInstead(cidr)).toMatch(/^private ranges, which are those within 10\.0\.0\.0\/8/);
});

test.each(["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "any", "", "10.0.0.0/8/8", "10.0.0.0/-1"])(
  "%s is no range",
  (cidr) => {
    expect(isPrivateRange(cidr)).toBe(false);
    expect(privateInstead(cidr)).toBe("an address range, such as 10.0.0.0/16");
  },
);

test.each([
  ["10.1.2.3/16", "10.1.0.0/16"],
  ["10.255.0.0/9", "10.128.0.0/9"],
  ["192.168.1.1/31", "192.168.1.0/31"],
  ["fd00::1/64", "fd00::/64"],
  ["FD00::/8", "fd00::/8"],
  ["fd00:0:0:0::/64", "fd00::/64"],
  ["fd12:3456:789a:bcde::/50", "fd12:3456:789a:8000::/50"],
  ["fd00::10.0.0.1/128", "fd00::a00:1/128"],
])("%s is %s by its first address", (cidr, first) => {
  expect(isPrivateRange(cidr)).toBe(true);
  expect(privateInstead(cidr)).toBe(`${first}, the same range by its first address`);
  expect(privateInstead(first)).toBeUndefined();
});
