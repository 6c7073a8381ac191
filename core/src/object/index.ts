/** What faces use of this room. */
import "../onlyCopy";

export { differences } from "../values/diff";
export { withIdentity } from "./identity";
