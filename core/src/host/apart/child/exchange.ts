/** A request as a route in a process of its own gets it: its body is asked for when it is wanted. */
import type { HttpExchange, HttpResponse, Principal, Route } from '../../../contracts/http.js';
import type { Served } from '../channel.js';
import type { SentExchange } from '../protocol.js';

export async function answerRoute(
  route: Route | undefined,
  sent: SentExchange,
  served: Served,
): Promise<HttpResponse> {
  if (!route) throw new Error('There is no such route.');
  const answer = await route.handle(exchangeOf(sent, served));
  return { ...answer, ...(isStream(answer.body) ? { body: await collected(answer.body) } : {}) };
}

function exchangeOf(sent: SentExchange, { borrow, signal }: Served): HttpExchange {
  const bytes = () => borrow('bytes') as Promise<Uint8Array>;
  return {
    ...sent,
    query: new URLSearchParams(sent.query),
    principal: sent.principal as Principal,
    signal,
    json: () => borrow('json'),
    bytes,
    async *stream() {
      yield await bytes();
    },
    audit: (note) => borrow('audit', note) as Promise<void>,
  };
}

type Chunks = AsyncIterable<string | Uint8Array>;

function isStream(body: unknown): body is Chunks {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** An answer crosses whole. */
async function collected(body: Chunks): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array));
  const all = Buffer.concat(chunks);
  return new Uint8Array(all.buffer, all.byteOffset, all.byteLength);
}
