import { isOpen, opens, unrestricted, type Switch } from "./switch";

export const publicIp = opens("has a public IP address", true);
export const publicly = "is publicly accessible";
export const unsigned = "asks nobody who calls it for authorization";
export const internetEndpoint = isOpen("its endpoint is on the internet");
export const metadata: Switch = {
  ...unrestricted("its role's credentials are handed out without a session token (IMDSv1)", "optional"),
  risk: "escalation",
};
export const finegrained = unrestricted("has no access control of its own (advanced_security_options)", false);
export const anonymous = opens("lets in who does not sign in", true);
export const ownUsers: Switch = { ...opens("has users of its own", true), risk: "write", onlyChanges: true };
export const certificates = unrestricted("asks its clients for no certificate", "off", "passthrough");
export const signed: Switch = {
  ...unrestricted("delivers what is asked for without a signature"),
  otherwise: "unknown",
};
/** Whom a door that is shut by another attribute still lets in: of two values nobody can say which lets in more. */
export const detail = (partOf: string): Switch => ({
  ...opens("lets somebody in"),
  onlyChanges: true,
  otherwise: "unknown",
  partOf,
});
export const unasked: Switch = opens("lets in who does not sign in", "allow");
export const byIam: Switch = { ...opens("lets in who signs in by IAM", true), risk: "write", onlyChanges: true };
export const keyPair: Switch = {
  ...opens("lets in over SSH who holds its key"),
  risk: "escalation",
  onlyChanges: true,
  otherwise: "unknown",
};
export const usable: Switch = { ...isOpen("is in use", true), risk: "write", onlyChanges: true };
export const shell = (text: string, ...open: Switch["open"]): Switch => ({
  ...opens(text, ...open),
  risk: "escalation",
  onlyChanges: true,
});
export const channel: Switch = {
  ...unrestricted("whoever is in the channel acts with its role", false),
  risk: "escalation",
};
export const undeletable = (off: string | boolean): Switch => ({
  ...unrestricted("versions are deleted without a second factor", off),
  risk: "write",
});
/** Out of a VPC, no security group and no endpoint's policy holds back what it sends. */
export const inNoVpc: Switch = { ...unrestricted("reaches the internet directly (it is in no VPC)"), risk: "write" };
export const internet = opens("reaches the internet directly", true);
export const filtered = (text: string): Switch => ({ ...opens(text, true), risk: "read", onlyChanges: true });

/** The ways in which the action of a load balancer asks who calls to sign in. */
export function signIn(action: string): Record<string, Switch> {
  const path = (name: string): string => `${action}.${name}`;
  const main = path("authenticate_oidc");
  const details = [
    "authenticate_oidc.issuer",
    "authenticate_oidc.client_id",
    "authenticate_oidc.authorization_endpoint",
    "authenticate_oidc.token_endpoint",
    "authenticate_oidc.user_info_endpoint",
    "authenticate_cognito.user_pool_arn",
    "authenticate_cognito.user_pool_client_id",
    "jwt_validation.issuer",
    "jwt_validation.jwks_endpoint",
  ];
  return {
    [main]: {
      ...unrestricted("asks nobody who calls it to sign in"),
      shutBy: [path("authenticate_cognito"), path("jwt_validation")],
    },
    ...Object.fromEntries(details.map((name) => [path(name), detail(main)])),
    [path("authenticate_oidc.on_unauthenticated_request")]: unasked,
    [path("authenticate_cognito.on_unauthenticated_request")]: unasked,
  };
}
