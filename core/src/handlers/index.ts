/** What faces use of this room. */
import "../onlyCopy";

export { RoleClaims, withoutRivals } from "./members/roleClaims";
