import { privateCidrProblem } from "../../config/cidr";

test.each([
  "10.0.0.0/8",
  "10.1.2.0/24",
  "172.16.0.0/12",
  "172.31.255.255/32",
  "192.168.1.0/24",
  "fd00::/8",
  "fc00::/7",
])("%s is private", (cidr) => {
  expect(privateCidrProblem(cidr)).toBeUndefined();
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
  expect(privateCidrProblem(cidr)).toMatch(/not private; allowed are ranges within 10\.0\.0\.0\/8/);
});

test.each(["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "fd00::/129", "any", "", "10.0.0.0/8/8", "10.0.0.0/-1"])(
  "%s is no range",
  (cidr) => {
    expect(privateCidrProblem(cidr)).toMatch(/not an address range/);
  },
);
