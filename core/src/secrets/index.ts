/** What faces use of this room. */
import "../onlyCopy";

export { redacted } from "./redact";
export { secretPolicy } from "./secretPolicy";
