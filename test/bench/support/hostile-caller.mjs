// A thread that calls every route of a server with bodies that are made to cost much, until it is ended.
import { setPriority } from 'node:os';
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

// Somebody else's machine sends it: what writing it costs is not taken from the server's processors.
setPriority(0, 10);

const { url, calls, callers } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: callers });
const statuses = {};
let at = 0;

/** Its answer is read and thrown away. */
function send({ method, path, headers, body }) {
  return new Promise((resolve) => {
    const sent = request(`${url}${path}`, { agent, method, headers }, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode ?? 0));
    });
    sent.setTimeout(60_000, () => sent.destroy());
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}

async function go() {
  for (;;) {
    const call = calls[at % calls.length];
    at += 1;
    const status = await send(call);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
}

parentPort.on('message', () => parentPort.postMessage({ statuses, sent: at }));
for (let caller = 0; caller < callers; caller += 1) void go();
