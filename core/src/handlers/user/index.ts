/** What other handlers use of this one. */
export { updateUser } from "./update";
