import type { IncomingMessage } from 'node:http';

/** One object of the API is below 2 MiB; etcd takes no larger one. */
const LONGEST = 16 * 1_048_576;

/** Values of a stream of JSON, a line each. Throws where a line is none, and where the stream breaks within one. */
export async function* jsonLines(answer: IncomingMessage): AsyncGenerator<unknown> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end));
      const line = Buffer.concat(parts).toString();
      [parts, size, from] = [[], 0, end + 1];
      if (line.trim() !== '') yield JSON.parse(line) as unknown;
    }
    parts.push(chunk.subarray(from));
    size += chunk.byteLength - from;
    if (size > LONGEST) throw new Error('a line of the watch does not end');
  }
  if (size > 0) throw new Error('the watch ended within a line');
}
