/** What faces use of this room. */
import "../onlyCopy";

export { messageOf } from "./message";
export { formatPath } from "./propertyPath";
export { isObject } from "./unknown";
