/** What faces use of this room. */
import "../onlyCopy";

export { knownOfSettings } from "./settingTypes";
