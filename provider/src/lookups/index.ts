/** Everything that can be looked up, an area a line. */
export * from "./account";
export * from "./connectors";
export * from "./credentials";
export * from "./destinations";
export * from "./groups";
export * from "./infrastructure";
export * from "./people";
export * from "./transformations";
