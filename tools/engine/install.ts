// npm run engine: makes sure that there is a Pulumi engine, and says which.
import { findEngine, NoEngineError } from "./engine.ts";

try {
  const engine = await findEngine();
  console.log(`Pulumi ${engine.version} (${engine.source}): ${engine.pulumi}`);
  if (engine.source === "built")
    console.log(
      "Its Node.js language host is a stand-in of this repository: it runs programs and installs their dependencies, no more.",
    );
} catch (error) {
  if (!(error instanceof NoEngineError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
