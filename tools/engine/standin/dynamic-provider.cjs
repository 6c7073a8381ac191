"use strict";

// Runs the dynamic provider of the program's own @pulumi/pulumi: the engine starts us in the program's folder.
const { endWithEngine } = require("./end-with-engine.cjs");

endWithEngine();
require(require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [process.cwd()] }));
