/** What faces use of this room. */
import "../onlyCopy";

export { withIdentity } from "./identity";
