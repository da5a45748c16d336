/** What the caller knows and files do not hold. */
export interface ReadOptions {
  /** The account, 12 digits, of what nothing else gives an account. */
  readonly account?: string;
}
