import { logServiceFields } from "./logService";

/** The API has no setup tests for it. */
export const fields = logServiceFields;
