/** Where cdktf keeps the tokens of all apps of a process: part of the package, of no API. */
interface TokenMap {
  readonly stringTokenMap?: unknown;
  readonly numberTokenMap?: unknown;
}

/**
 * Runs something and forgets the tokens that it made. cdktf keeps every token as long as the process lives, and with it
 * the constructs of apps that are written already: nearly all the memory that a fleet would take. Where a version keeps
 * them elsewhere, nothing is forgotten and nothing else changes.
 */
export function forgettingTokens<T>(run: () => T): T {
  const before = tokenMaps().map((map) => new Set(map.keys()));
  try {
    return run();
  } finally {
    for (const [i, map] of tokenMaps().entries()) {
      for (const key of map.keys()) if (!before[i]?.has(key)) map.delete(key);
    }
  }
}

function tokenMaps(): Map<unknown, unknown>[] {
  const { __cdktfTokenMap: tokens } = globalThis as { __cdktfTokenMap?: TokenMap };
  return [tokens?.stringTokenMap, tokens?.numberTokenMap].filter((map) => map instanceof Map);
}
