import type { Call } from '../endpoint.js';

/** Travis's client posts no body, or an empty one of any type. */
export async function bodyOf(call: Call): Promise<unknown> {
  const length = call.exchange.headers['content-length'];
  const hasBody = call.exchange.headers['transfer-encoding'] !== undefined;
  return hasBody || (length !== undefined && length !== '0') ? call.exchange.json() : {};
}
