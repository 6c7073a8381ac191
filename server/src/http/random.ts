/**
 * Numbers from 0 up to 1 that look random and are the same for the same seed.
 *
 * Marsaglia's xorshift with 32 bits of state, after a multiplication that spreads small seeds.
 */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed | 0, 0x9e3779b1) ^ 0x5bd1e995 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
