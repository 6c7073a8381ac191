/** What faces use of this room. */
import "../onlyCopy";

export { secretPolicy } from "./secretPolicy";
