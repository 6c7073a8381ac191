import { subscribe } from "node:diagnostics_channel";

/** The request with which the engine tells a provider that the run is cancelled (the first Ctrl-C). */
const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

const cancelled = new AbortController();

/**
 * Pulumi's host of dynamic providers answers that request and tells nobody (seen in @pulumi/pulumi 3.220 to 3.270), so it is seen where it
 * arrives: in Node's own channel of HTTP/2 requests. Where a version of Node has no such channel, a cancelled run ends when what it
 * waits for does.
 */
subscribe("http2.server.stream.start", (message) => {
  const { headers } = message as { headers?: Readonly<Record<string, unknown>> };
  if (headers?.[":path"] === CANCEL) cancelled.abort();
});

/** Aborted when the engine has cancelled the run. */
export function runCancelled(): AbortSignal {
  return cancelled.signal;
}
