// The way into the company's own network.
import * as fivetran from "pulumi-fivetran";

/** Runs in the office and opens connections from the inside. What it is started with are its secret outputs. */
export const office = new fivetran.ProxyAgent("office", { displayName: "office" });
