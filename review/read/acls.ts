import type { Opening } from "../model";
import { field, fieldsOf, listOf, textOf, textsOf, type Fields, type Json } from "./resource";
import { valuesAt } from "./paths";

/** What each predefined group of S3 stands for. Source: "Access control list (ACL) overview", Amazon S3. */
const GROUPS: Readonly<Record<string, { readonly who: string; readonly risk: Opening["risk"] }>> = {
  "http://acs.amazonaws.com/groups/global/AllUsers": { who: "everyone", risk: "public" },
  "http://acs.amazonaws.com/groups/global/AuthenticatedUsers": { who: "everyone with an AWS account", risk: "public" },
  "http://acs.amazonaws.com/groups/s3/LogDelivery": { who: "the log delivery group", risk: "write" },
};

const EVERYONE = "http://acs.amazonaws.com/groups/global/AllUsers";
const AUTHENTICATED = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const LOGS = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/** What canned ACLs give others than the owner. Source: "Canned ACL", Amazon S3. */
const CANNED: Readonly<Record<string, readonly (readonly [uri: string, permission: string])[]>> = {
  private: [],
  "public-read": [[EVERYONE, "READ"]],
  "public-read-write": [
    [EVERYONE, "READ"],
    [EVERYONE, "WRITE"],
  ],
  "authenticated-read": [[AUTHENTICATED, "READ"]],
  "log-delivery-write": [
    [LOGS, "WRITE"],
    [LOGS, "READ_ACP"],
  ],
  "bucket-owner-read": [],
  "bucket-owner-full-control": [],
};

const ALL = ["READ", "WRITE", "READ_ACP", "WRITE_ACP"];

/**
 * What an ACL gives others than its owner: a canned ACL by name, an `access_control_policy` block, or a `grant` block of a
 * bucket. A group that is none of S3's may be everyone.
 */
export function aclOpenings(value: Json): Opening[] {
  const canned = textOf(value);
  if (canned !== undefined) {
    const grants = Object.hasOwn(CANNED, canned) ? CANNED[canned] : undefined;
    if (grants) return grants.flatMap(([uri, permission]) => openings({ uri }, [permission]));
    return [
      {
        key: `acl ${canned}`,
        text: `has the ACL ${canned}, whose grants are not known`,
        risk: "public",
        proven: false,
      },
    ];
  }
  const policy = fieldsOf(value);
  const owner = valuesAt(policy, ["owner", "id"]).flatMap(textsOf);
  const grants = listOf(field(policy, "grant")).map(fieldsOf);
  const [grantee] = valuesAt(policy, ["grantee"]).map(fieldsOf);
  if (grantee) return openings(grantee, textsOf(field(policy, "permission")));
  if (grants.length === 0 && field(policy, "type") !== undefined)
    return openings(policy, textsOf(field(policy, "permissions")));
  return grants.flatMap((grant) => {
    const [grantee] = valuesAt(grant, ["grantee"]).map(fieldsOf);
    if (!grantee || owner.includes(textOf(field(grantee, "id")) ?? "")) return [];
    return openings(grantee, textsOf(field(grant, "permission")));
  });
}

/** The owners that an ACL names, who may do everything: whom it calls so is left out of its grants. */
export function aclOwners(value: Json): Opening[] {
  const ids = valuesAt(fieldsOf(value), ["owner", "id"]).flatMap(textsOf);
  return ids.map((id) => ({
    key: `owner ${id}`,
    text: `its ACL calls ${id} its owner`,
    risk: "crossAccount",
    proven: true,
  }));
}

function openings(grantee: Fields, permissions: readonly string[]): Opening[] {
  const [uri, id, email] = ["uri", "id", "email_address"].map((name) =>
    textsOf(field(grantee, name)).find((text) => text !== ""),
  );
  const group = uri !== undefined && Object.hasOwn(GROUPS, uri) ? GROUPS[uri] : undefined;
  const who =
    group?.who ??
    (uri === undefined
      ? `the account ${id ?? email ?? "of an unknown grantee"}`
      : `the group ${uri}, which is not known,`);
  const risk = group?.risk ?? (uri === undefined ? "crossAccount" : "public");
  const each = permissions.flatMap((permission) => (permission === "FULL_CONTROL" ? ALL : [permission]));
  return each.map((permission) => ({
    key: `${uri ?? id ?? email ?? ""} ${permission}`,
    text: `its ACL gives ${who} ${permission}`,
    risk,
    proven: group !== undefined || uri === undefined,
  }));
}
