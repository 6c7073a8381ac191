"use strict";

/**
 * A stand-in for Pulumi's Node.js language host, which is not published as a Go module. It runs programs and installs their dependencies
 * with npm, and that is all: it generates no code and asks for no plugins. It is used only beside an engine that was built from Go modules.
 *
 * The protocol's classes and the program's runner come from the @pulumi/pulumi that the program itself uses; before it has one, from where
 * NODE_PATH leads.
 */
const { spawn } = require("node:child_process");
const { readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { endWithEngine } = require("./end-with-engine.cjs");

/** A program that ends with this code has told the user what is wrong; the engine adds nothing. */
const EXIT_AFTER_LOGGING = 32;

/** The folder of the @pulumi/pulumi package that code in `folder` would get. */
function findSdk(folder) {
  try {
    return dirname(require.resolve("@pulumi/pulumi/package.json", { paths: [folder] }));
  } catch (error) {
    throw new Error(`@pulumi/pulumi is not installed for the program in ${folder}: run npm install there`, {
      cause: error,
    });
  }
}

/** The engine starts us in the program's folder. */
const sdk = findSdk(process.cwd());
const grpc = require(require.resolve("@grpc/grpc-js", { paths: [sdk] }));
const { Empty } = require(require.resolve("google-protobuf/google/protobuf/empty_pb.js", { paths: [sdk] }));
const messages = require(join(sdk, "proto/language_pb.js"));
const { LanguageRuntimeService } = require(join(sdk, "proto/language_grpc_pb.js"));
const { EngineClient } = require(join(sdk, "proto/engine_grpc_pb.js"));
const { LogRequest, LogSeverity } = require(join(sdk, "proto/engine_pb.js"));
const { PluginInfo } = require(join(sdk, "proto/plugin_pb.js"));
const { version } = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8"));

const engineAddress = process.argv.at(-1);
const NOTICE =
  "pulumi-language-nodejs is a stand-in for Pulumi's own language host, which the engine was built without.";

/** The program that is running, if one is. */
let program;

function stopProgram() {
  program?.kill("SIGKILL");
}

/** The environment of the program: its configuration, and how its TypeScript is to be read. */
function programEnvironment(request, options) {
  const env = {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true),
  };
  if (options.tsconfig) env.PULUMI_NODEJS_TSCONFIG_PATH = options.tsconfig;
  return env;
}

/** The command line of the program's runner. */
function programArguments(request, info, options) {
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    "root-directory": info.getRootDirectory(),
    project: request.getProject(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  return [
    ...(options.nodeargs ? options.nodeargs.split(/\s+/) : []),
    join(findSdk(info.getProgramDirectory()), "cmd/run"),
    ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
}

/** Runs the program to its end. Its output is ours, which the engine shows. */
function run(call, callback) {
  const request = call.request;
  const info = request.getInfo();
  const options = info.getOptions()?.toJavaScript() ?? {};
  program = spawn("node", programArguments(request, info, options), {
    cwd: request.getPwd(),
    env: programEnvironment(request, options),
    stdio: ["ignore", "inherit", "inherit"],
  });
  call.on("cancelled", stopProgram);
  program.once("error", (error) => callback(error));
  program.once("close", (code, signal) => {
    program = undefined;
    const response = new messages.RunResponse();
    if (code === EXIT_AFTER_LOGGING) response.setBail(true);
    else if (signal) response.setError(`the program was ended by ${signal}`);
    else if (code !== 0) response.setError(`the program ended with code ${code}`);
    callback(null, response);
  });
}

/** Runs npm in the program's folder, for `pulumi new` and `pulumi install`. What it prints is shown as it comes. */
function installDependencies(call) {
  const npm = spawn("npm", ["install"], {
    cwd: call.request.getInfo().getProgramDirectory(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  npm.stdout.on("data", (data) => call.write(new messages.InstallDependenciesResponse().setStdout(data)));
  npm.stderr.on("data", (data) => call.write(new messages.InstallDependenciesResponse().setStderr(data)));
  const fail = (details) => call.emit("error", { code: grpc.status.UNKNOWN, details });
  call.on("cancelled", () => npm.kill("SIGKILL"));
  npm.once("error", (error) => fail(error.message));
  npm.once("close", (code) => (code === 0 ? call.end() : fail(`npm install ended with code ${code}`)));
}

function about(_call, callback) {
  const response = new messages.AboutResponse();
  response.setExecutable(process.execPath);
  response.setVersion(process.version);
  response.getMetadataMap().set("languageHost", NOTICE);
  callback(null, response);
}

/** Answers every call with the same message. */
const answer = (message) => (_call, callback) => callback(null, message);

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, {
  handshake: answer(new messages.LanguageHandshakeResponse()),
  getPluginInfo: answer(new PluginInfo().setVersion(version)),
  getRequiredPackages: answer(new messages.GetRequiredPackagesResponse()),
  getRequiredPlugins: answer(new messages.GetRequiredPluginsResponse()),
  getProgramDependencies: answer(new messages.GetProgramDependenciesResponse()),
  about,
  installDependencies,
  run,
  cancel: (_call, callback) => {
    stopProgram();
    callback(null, new Empty());
  },
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(String(port));
  // Shown with --debug only: at every run it would be noise.
  const log = new LogRequest().setSeverity(LogSeverity.DEBUG).setMessage(NOTICE);
  new EngineClient(engineAddress, grpc.credentials.createInsecure()).log(log, () => undefined);
});
endWithEngine(stopProgram);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    stopProgram();
    process.exit(0);
  });
}
