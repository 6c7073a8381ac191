/** What faces use of this room. */
import "../onlyCopy";

export type { PackedSource } from "./package";
export { packSource } from "./package";
