/** Numbers from one to another, both included. */
export type Range = readonly [from: bigint, to: bigint];

/** What something lets through: in each dimension (addresses, ports, …) a range. */
export type Piece = readonly Range[];

/** Beyond so many pieces, nobody looks at what is left. */
const MAX_PIECES = 2_000;

export const EVERYTHING: Range = [-(1n << 130n), 1n << 130n];

/**
 * What is left of pieces outside of others, as pieces that do not overlap.
 *
 * @returns Undefined where there would be too many.
 */
export function remaining(pieces: readonly Piece[], others: readonly Piece[]): readonly Piece[] | undefined {
  let left = pieces;
  for (const other of others) {
    left = left.flatMap((piece) => without(piece, other));
    if (left.length === 0) return left;
    if (left.length > MAX_PIECES) return undefined;
  }
  return left;
}

function without(piece: Piece, other: Piece): Piece[] {
  const inside = piece.map(([from, to], i): Range => {
    const [low, high] = other[i] ?? EVERYTHING;
    return [from > low ? from : low, to < high ? to : high];
  });
  if (inside.some(([from, to]) => from > to)) return [piece];
  return piece.flatMap(([from, to], i) => {
    const [low, high] = inside[i] ?? EVERYTHING;
    const rest = (range: Range): Range[] => [...inside.slice(0, i), range, ...piece.slice(i + 1)];
    return [...(from < low ? [rest([from, low - 1n])] : []), ...(to > high ? [rest([high + 1n, to])] : [])];
  });
}
