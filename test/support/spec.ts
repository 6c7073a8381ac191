import { fileURLToPath } from "node:url";

/**
 * Where Fivetran's OpenAPI document lies, which is not part of this repository: `FIVETRAN_SPEC`, or beside the checkout. Tests that
 * need it are skipped where it is absent.
 */
export const specPath =
  process.env["FIVETRAN_SPEC"] ??
  fileURLToPath(new URL("../../../shared/openapi/fivetran-openapi.json", import.meta.url));
