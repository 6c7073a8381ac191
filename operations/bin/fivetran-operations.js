#!/usr/bin/env node
// A file of its own, because npm links a command when it installs, which in a clone is before `dist` is built: it skips one
// whose file is missing.
require("../dist/command.js");
