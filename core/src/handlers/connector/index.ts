/** What other handlers use of this one. */
export { seenConnection, setupStateOf, toApi } from "./api";
export { alertsOf } from "./status";
