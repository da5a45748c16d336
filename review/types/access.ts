/**
 * How a resource type of hashicorp/aws bears on access: the attributes that do, by what they do. Attributes of nested
 * blocks are written with dots. A type without any entry carries none: see {@link NONE} and {@link none}.
 */
export interface TypeAccess {
  /** A policy's text, or the parts of a statement that the service keeps as one. */
  readonly policy?: readonly string[];
  /** Gives a principal a policy, or limits it: attachments, boundaries, grants. */
  readonly attaches?: readonly string[];
  /** Makes somebody a member of what has access, or assigns it. */
  readonly membership?: readonly string[];
  /** Lets somebody in: credentials, identity providers, the roles that these may take. */
  readonly federates?: readonly string[];
  /** A role, or an instance profile, that something acts as: ARN or name. */
  readonly runsAs?: readonly string[];
  /** Opens data or a network to others. */
  readonly exposes?: readonly string[];
  /** Security groups, whose rules decide who reaches it: ids or names. */
  readonly securityGroups?: readonly string[];
  /** Makes resources that are not in the plan, of whatever kind. */
  readonly provisions?: readonly string[];
  /** What looks like access and carries none: attribute, or all of its name, → why not. A type with nothing else carries none. */
  readonly none?: Readonly<Record<string, string>>;
}

/** The kinds of {@link TypeAccess} that carry access. */
export type AccessKind = Exclude<keyof TypeAccess, "none">;

/** Resource type → how it bears on access. */
export type Family = Readonly<Record<string, TypeAccess>>;

/** Carries no access, and no attribute of its schema looks otherwise. */
export const NONE: TypeAccess = { none: {} };

/** Carries no access, although these attributes look otherwise. */
export function none(because: Readonly<Record<string, string>>): TypeAccess {
  return { none: because };
}
