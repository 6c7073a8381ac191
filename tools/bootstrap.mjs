// node tools/bootstrap.mjs [--no-build] <script> [arguments]
//
// Runs a script of this repository from any state that a clone may be in: installs the dependencies and builds the packages when they are
// missing or older than what they are made from, and runs the script on the Node.js that the repository brings along.
// Plain JavaScript without dependencies, and in this file with nothing newer than an old Node.js can read, so that it can still say so.
const OLDEST_MAJOR = 20;

if (Number(process.versions.node.split(".")[0]) < OLDEST_MAJOR) {
  console.error(
    "Node.js " +
      OLDEST_MAJOR +
      " or later is needed to start, and this is " +
      process.versions.node +
      ". Get one from https://nodejs.org.",
  );
  process.exit(1);
}

import("./bootstrap/run.mjs")
  .then((bootstrap) => bootstrap.run(process.argv.slice(2)))
  .then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error) => {
      console.error(error.expected ? error.message : error);
      process.exitCode = 1;
    },
  );
