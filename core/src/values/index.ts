/** What faces use of this room. */
import "../onlyCopy";

export { formatPath } from "./propertyPath";
export { isObject } from "./unknown";
