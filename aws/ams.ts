/** How AMS names what it keeps, makes or attaches in an account that it manages. */
export const AMS_NAMES = {
  /** What nobody else may call a role or policy. Source: "Reserved prefixes", AMS Advanced User Guide. */
  reserved: /^(?:ams|aws|mc|customer-mc-|StackSet-ams)/i,
  /** What it has itself: a sign of AMS, where a reserved name alone may be anybody's. Source: as above. */
  own: /^(?:ams[-_]|mc[-_]|AWSManagedServices|customer-mc-|StackSet-ams)/i,
  /** The key of its tags. */
  tag: /^ams(?:[:_-]|$)/i,
  /** What the names of its permissions boundaries begin with. */
  boundary: "AWSManagedServices",
  /** What it attaches to every role of a customer. */
  denyPolicy: "customer_deny_policy",
  /** Beginnings of bucket names that it makes for nobody. Source: the pattern of BucketName in the change type's schema. */
  refusedBuckets: ["ams", "aws", "mc", "cf-templates"],
} as const;
