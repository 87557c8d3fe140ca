import { Socket } from "node:net";
import type { buildConnector } from "undici";

/** The connections of a network that are being made: undici gives none up before it is made, or its time is over. */
export interface Connecting {
  /** The same connector, whose connections can be ended while they are made. */
  watched(connector: buildConnector.connector): buildConnector.connector;
  /** Ends them all. A request that waited for one fails, and may be sent again. */
  end(): void;
}

export function createConnecting(): Connecting {
  const sockets = new Set<Socket>();
  return {
    watched: (connector) => (options, callback) => {
      // Its types do not say what it returns.
      const socket: unknown = connector(options, (...result) => {
        if (socket instanceof Socket) sockets.delete(socket);
        callback(...result);
      });
      if (socket instanceof Socket) sockets.add(socket);
    },
    end() {
      for (const socket of sockets) socket.destroy(new Error("given up while it was made"));
    },
  };
}
