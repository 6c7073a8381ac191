"use strict";

/**
 * Ends this process when the engine that started it is gone. The engine holds the other end of our standard input for as long as it
 * lives, so that its end is seen however the engine died.
 * @param {() => void} [beforeEnd] called first, for example to end a child
 */
function endWithEngine(beforeEnd) {
  process.stdin.on("error", () => undefined);
  process.stdin.on("close", () => {
    beforeEnd?.();
    process.exit(0);
  });
  process.stdin.resume();
}

module.exports = { endWithEngine };
