/** A log as JSON, made while it is read: logs may be larger than what one wants to hold in memory twice over. */
import type { LogInfo, LogReader, RunRef } from '@turnpike/sdk';
import type { Wire } from './render.js';

const PARTS_AT_ONCE = 100;

export interface LogSource {
  readonly logs: LogReader;
  readonly run: RunRef;
  readonly info: LogInfo;
  readonly signal: AbortSignal;
}

/** `head` with `content` and `log_parts`: a sealed log is one part with number 0, as clients of a finished one expect. */
export async function* logJson(head: Wire, source: LogSource): AsyncGenerator<Uint8Array> {
  yield bytes(`${JSON.stringify(head).slice(0, -1)},"content":"`);
  yield* content(source);
  yield bytes('","log_parts":[');
  if (source.info.sealed) yield* onePart(source);
  else yield* parts(source);
  yield bytes(']}');
}

async function* onePart(source: LogSource): AsyncGenerator<Uint8Array> {
  yield bytes('{"number":0,"content":"');
  yield* content(source);
  yield bytes('","final":true}');
}

/** `{ [name]: { …head, [member]: text } }`, made while the text comes. */
export async function* jsonTextOf(
  head: Wire,
  name: string,
  member: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  yield bytes(`{"${name}":${JSON.stringify(head).slice(0, -1)},"${member}":"`);
  for await (const chunk of chunks) yield escaped(decoder.decode(chunk, { stream: true }));
  yield escaped(decoder.decode());
  yield bytes('"}}');
}

/** Up to where the log reached when the answer began, whatever is appended meanwhile. */
async function* content({ logs, run, info, signal }: LogSource): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  for await (const chunk of logs.read(run, { kind: 'bytes', from: 0, to: info.end }, signal)) {
    yield escaped(decoder.decode(chunk, { stream: true }));
  }
  yield escaped(decoder.decode());
}

async function* parts({ logs, run }: LogSource): AsyncGenerator<Uint8Array> {
  let after = -1;
  for (;;) {
    const some = await logs.parts(run, after, PARTS_AT_ONCE);
    for (const part of some) {
      yield bytes(`${after === -1 ? '' : ','}${JSON.stringify(part)}`);
      after = part.number;
    }
    if (some.length < PARTS_AT_ONCE) return;
  }
}

/** The inside of a JSON string. */
function escaped(text: string): Uint8Array {
  return bytes(JSON.stringify(text).slice(1, -1));
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
