import { partDocument } from "../contract/render/documents";
import { KEY_SERVICES, keySettings } from "../contract/render/part-settings";
import type { Settings } from "../contract/settings";
import { compile } from "../policy/decide";
import { parsePolicy } from "../policy/parse";
import type { OtherPolicy } from "./roles";

/** The policy of a key as the contract has it (K1), for everything that may use one; who manages it does not matter. */
export function contractKey(settings: Settings): OtherPolicy {
  const administrator = `arn:${String(settings.values.partition)}:iam::${String(settings.values.account)}:role/key-administrator`;
  const document = partDocument("key", settings, keySettings([administrator], KEY_SERVICES));
  return {
    words: "a key with the contract's policy",
    policies: compile([parsePolicy(document, "policy of the key (K1)")]),
  };
}
