import { optional, output, required } from "./field";
import { anyText, createdAt, flag, objectFields, text } from "./shared";

/** Plain http is for the local server alone, and on this machine only. */
const ADDRESS = /^(?:https:\/\/.|http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/?#]|$))/i;

export const fields = {
  url: required((z) =>
    z.string().regex(ADDRESS, "must begin with 'https://', which is all that Fivetran takes"),
  ),
  events: required((z) => z.array(text(z)).min(1, "must name at least one event")),
  // Whether it tells of a group or of the account is decided when it is made.
  groupId: optional(text, { replaces: true }),
  active: optional(flag, { resetTo: true }),
  secret: optional(text, {
    stays: "stays as it is: Fivetran cannot take a webhook's secret away",
    secret: true,
    inputOnly: true,
  }),
  ...objectFields,
  type: output(anyText),
  createdAt,
  createdBy: output(anyText),
};
