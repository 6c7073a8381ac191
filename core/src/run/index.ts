/** What faces use of this room. */
import "../onlyCopy";

export { ConnectionReader } from "./connectionReader";
export type { Timeouts } from "./deadline";
export { GroupOrder, withGroupOrder } from "./groupOrder";
export { KeyedLock } from "./keyedLock";
export { RoleClaims, withoutRivals } from "./roleClaims";
export { RunRecords } from "./runRecords";
