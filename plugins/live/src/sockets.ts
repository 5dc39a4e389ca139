import { WebSocketServer } from 'ws';

/** Requests name topics or channels: nothing a client sends is large. */
const MESSAGE_LIMIT_BYTES = 65_536;

/** What makes sockets of requests that the platform's own server has let in. */
export const createSockets = (): WebSocketServer =>
  new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MESSAGE_LIMIT_BYTES,
  });
