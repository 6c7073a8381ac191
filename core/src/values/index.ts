/** What faces use of this room. */
import "../onlyCopy";

export { messageOf } from "./message";
export { isObject } from "./objects";
export { formatPath } from "./propertyPath";
