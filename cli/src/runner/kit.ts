/** Where the Python side of the runner is. */
import { dirname, join } from "node:path";

/** The folder to import `connector_kit` from. */
export function kitFolder(): string {
  return join(dirname(require.resolve("@pulumi-fivetran/connector-kit/package.json")), "src");
}
