import { createServer, type Server as HttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from "node:net";
import { afterEach } from "vitest";

/** A real server on the loopback that answers as a test says, however odd. */
export interface HostileServer {
  readonly url: string;

  /** How many requests, or connections of a raw server, have come. */
  readonly count: () => number;
}

/** Ends every server that a test of the file has started. Call once in a file; what it answers starts them. */
export function useHostileServers(): {
  http: (listener: RequestListener) => Promise<HostileServer>;
  raw: (onConnection: (socket: Socket) => void) => Promise<HostileServer>;
} {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
  });

  return {
    async http(listener) {
      let count = 0;
      const server: HttpServer = createServer((request, response) => {
        count += 1;
        listener(request, response);
      });
      const url = await listening(server);
      ends.push(() => {
        server.closeAllConnections();
        return new Promise((resolve) => void server.close(() => resolve()));
      });
      return { url, count: () => count };
    },

    async raw(onConnection) {
      let count = 0;
      const sockets: Socket[] = [];
      const server = createRawServer((socket) => {
        count += 1;
        sockets.push(socket);
        socket.on("error", () => undefined);
        socket.once("data", () => onConnection(socket));
      });
      const url = await listening(server);
      ends.push(() => {
        for (const socket of sockets) socket.destroy();
        return new Promise((resolve) => void server.close(() => resolve()));
      });
      return { url, count: () => count };
    },
  };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
