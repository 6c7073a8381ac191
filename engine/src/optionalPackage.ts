import { EngineError } from "./errors";

/** Loads a package that is installed only where it is needed. */
export async function loadOptional<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).endsWith("MODULE_NOT_FOUND"))
      throw new EngineError(
        `The package ${name} is not installed.`,
        {},
        `Run \`npm install ${name}\`.`,
        error,
      );
    throw error;
  }
}
