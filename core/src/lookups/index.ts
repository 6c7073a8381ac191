/** What reads without managing, with a client; an area a line. Used by the provider's lookups, and by commands. */
import "../onlyCopy";

export * from "./account";
export * from "./connectors";
export * from "./credentials";
export * from "./destinations";
export * from "./groups";
export * from "./infrastructure";
export * from "./people";
export * from "./transformations";
