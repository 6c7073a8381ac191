import { logServiceFields } from "./logService";

export const fields = logServiceFields;
