import { dirname, join } from "node:path";
import { buildOnce, engineCacheFolder } from "../../../tools/engine/cache.ts";

/**
 * A folder of what others have made, filled once and kept outside every work tree: none of it is ours to carry.
 *
 * @param name with every version in it that what is there depends on
 * @returns the folder
 */
export async function foreignFolder(
  name: string,
  fill: (temporary: string) => Promise<void>,
): Promise<string> {
  const folder = join(dirname(engineCacheFolder()), "foreign", name);
  await buildOnce(folder, fill, () => undefined);
  return folder;
}
