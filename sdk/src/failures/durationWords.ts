/** How long something takes or took, rounded up, as a person says it: `90 s`, `3 min`, `2 h`, `4 days`. */
export function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.ceil(minutes / 60);
  return hours < 72 ? `${hours} h` : `${Math.ceil(hours / 24)} days`;
}

/** A duration that somebody has set, exact to the second: `500 ms`, `90 s`, `10 min`. */
export function exactInWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
