/** Bytes in and out. The checksum goes with them both ways. */
import {
  InputError,
  NotFoundError,
  TurnpikeError,
  type HttpExchange,
  type HttpResponse,
  type KeptFile,
} from '@turnpike/sdk';
import { tooLarge } from './file-room.js';
import { reasonOf } from './removals.js';
import type { Room } from './room.js';
import type { StoredObject } from './tables.js';

/** Hex SHA-256 of the body: checked where a client sends it, answered with every file. */
const CHECKSUM = 'x-checksum-sha256';

export function announcedBytes({ headers }: HttpExchange): number {
  const length = Number(headers['content-length'] ?? 0);
  return Number.isSafeInteger(length) && length > 0 ? length : 0;
}

/** Throws InputError where it is too large, or not what its checksum says; nothing is kept then. */
export async function receive(
  room: Room,
  exchange: HttpExchange,
  limitBytes: number,
): Promise<KeptFile> {
  if (announcedBytes(exchange) > limitBytes) throw tooLarge(limitBytes);
  const written = await room.files.write(exchange.stream(), limitBytes);
  const expected = exchange.headers[CHECKSUM];
  if (expected === undefined || expected.toLowerCase() === written.sha256) return written;
  await room.files.remove(written.file);
  throw new InputError('TURNPIKE_INPUT_INVALID', 'The body is not what its checksum says.');
}

export function stored({ bytes, sha256 }: StoredObject): HttpResponse {
  return { status: 201, headers: { [CHECKSUM]: sha256 }, body: { bytes, sha256 } };
}

/** Why there is no file at an address: it has had its time, or there never was one. */
async function absent({ catalog }: Room, address: string): Promise<TurnpikeError> {
  const removed = await catalog.memory.find(address);
  if (!removed) return new NotFoundError();
  const reason = reasonOf(removed);
  return new TurnpikeError('TURNPIKE_REMOVED', `${removed.name}: ${reason}.`, {
    reason,
    wayOut:
      'Restart the job that makes it, or have an administrator keep such files longer by that setting.',
  });
}

/**
 * The file; its headers only for HEAD; 304 where the client has it; for a person (`savedAs`) maybe a link to where it
 * lies. Throws NotFoundError, or TURNPIKE_REMOVED where it went by itself.
 */
export async function send(
  room: Room,
  exchange: HttpExchange,
  object: StoredObject | undefined,
  address: string,
  savedAs?: string,
): Promise<HttpResponse> {
  if (!object) throw await absent(room, address);
  const etag = `"${object.sha256}"`;
  const headers = {
    etag,
    [CHECKSUM]: object.sha256,
    'cache-control': 'private, no-cache',
    'content-type': 'application/octet-stream',
  };
  if (exchange.headers['if-none-match'] === etag) return { status: 304, headers };
  const sized = { ...headers, 'content-length': String(object.bytes) };
  if (exchange.method === 'HEAD') return { status: 200, headers: sized };
  const link = savedAs === undefined ? undefined : await room.catalog.link(object, savedAs);
  // The link is good for a while: nothing may keep it.
  if (link !== undefined)
    return { status: 302, headers: { location: link, 'cache-control': 'no-store' } };
  const body = await room.catalog.open(object);
  if (!body) throw await absent(room, address);
  return { headers: sized, body };
}
