/**
 * The id of a further policy's attachment. It follows the policy, not its place in a list, so that a reordered list moves
 * nothing.
 */
export function extraAttachmentId(arn: string): string {
  const [, , , , owner = "", resource = ""] = arn.split(":");
  // Every other character by its code, so that two policies never share an id.
  const name = resource
    .slice("policy/".length)
    .replace(/[^A-Za-z0-9_-]/g, (char) => `_${char.charCodeAt(0).toString(16)}_`);
  return owner === "aws" ? `extra_aws_${name}` : `extra_${name}`;
}
