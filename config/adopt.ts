import { z } from "zod";
import { valueAt, type Path, type Rule, type Rules, wrongKey } from "./raw";
import { tags, text } from "./values";

/** The address of one of a stack's resources, which is a promise to people's states: `aws_iam_role.admin`. */
const address = text(
  /^aws_[a-z0-9_]{1,80}\.[A-Za-z_][\w-]{0,255}$/,
  "the address of a resource of the stack, such as aws_iam_role.admin",
);

/** What identifies a resource to `terraform import`: a name, an ARN, `ROLE/POLICY_ARN`, `sgr-…`. */
const importId = text(
  /^[\w+=,.@:/*-]{1,2048}$/,
  "the id of what exists, as `terraform import` takes it: a name, an ARN or an id such as sg-0123456789abcdef0",
);

/** Source: CreateRole and CreatePolicy, IAM API Reference; CreateSecurityGroup allows fewer characters. */
const kept = z.strictObject({
  name: text(/^[\w+=,.@ :/()#[\]&;{}!$*-]{1,255}$/, "a name of 1 to 255 characters").exactOptional(),
  path: text(/^\/(?:[\x21-\x7e]{1,510}\/)?$/, "a path that begins and ends with /").exactOptional(),
  description: text(
    /^[\t\n\r\x20-\x7e\u00a1-\u00ff]{0,1000}$/,
    "at most 1000 letters, digits and marks of Latin-1",
  ).exactOptional(),
  tags: tags.exactOptional(),
  ignore_changes: z
    .array(text(/^[a-z][a-z0-9_]{0,80}$/, "an argument's name, such as description"))
    .min(1, { error: "a list with at least one entry" })
    .exactOptional(),
});

/** `adopt` of a part: what exists in the account already and is taken over as it is. */
export const adopt = z
  .strictObject({
    import: z
      .record(address, importId)
      .exactOptional()
      .describe(
        "Address of a resource of the part's stack → id of what exists: the import blocks of the next plan. " +
          "`ssps import --done` takes them out once they are applied.",
      ),
    keep: z
      .record(address, kept)
      .exactOptional()
      .describe(
        "Address → what the resource keeps of how it was found: name, path, description, tags, and in ignore_changes " +
          "the arguments that Terraform leaves alone. It stays, since a change of most of these replaces the resource.",
      ),
  })
  .describe(
    "What of this part exists in the account already and is taken over; `ssps import` writes that of the roles.",
  );

/** What a checked file says under `adopt` of a part. */
export type Adopt = z.output<typeof adopt>;

/** What a resource keeps of how it was found. */
export type Kept = z.output<typeof kept>;

/** The parts that can take over what exists; each is a stack of its own. */
export const ADOPTING_PARTS = ["roles", "storage", "network", "logs", "scaling", "workforce"] as const;
export type AdoptingPart = (typeof ADOPTING_PARTS)[number];

/** Where another file makes the roles, there is no stack here that could take them over. */
const ownerAdopts: Rule = function* (raw) {
  const path: Path = ["roles", "adopt"];
  if (valueAt(raw, ["base"]) === "managed" || valueAt(raw, path) === undefined) return;
  yield wrongKey(path, "no adopt with base: existing; the file that owns the roles takes them over");
};

/** Policies and keys name a role with its path, so that the path of a role has a key of its own. */
const rolePathIsSaid: Rule = function* (raw) {
  for (const [part, role] of Object.entries({ roles: "(admin|execution)", workforce: "(workforce)" })) {
    const kept = valueAt(raw, [part, "adopt", "keep"]);
    for (const address of typeof kept === "object" && kept !== null ? Object.keys(kept) : []) {
      const path: Path = [part, "adopt", "keep", address, "path"];
      const [, which = ""] = new RegExp(`^aws_iam_role\\.${role}$`).exec(address) ?? [];
      if (which === "" || valueAt(raw, path) === undefined) continue;
      const key = part === "workforce" ? "workforce.path" : `roles.${which}.path`;
      yield wrongKey(path, `no path here: ${key} says it, since policies name the role with it`);
    }
  }
};

/** The rules of `adopt` that span keys. */
export const adoptRules: Rules = { "adopt-not-owner": ownerAdopts, "adopt-role-path": rolePathIsSaid };
