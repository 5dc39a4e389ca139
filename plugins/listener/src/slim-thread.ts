/**
 * Runs in a thread of its own, as text: it needs no file, so it is the same from the sources and from a
 * bundle. Reads a large body, cuts long lists and texts, and writes it again.
 */
export const slimThread = `
const { parentPort } = require('node:worker_threads');
const MOST_DEPTH = 200;
const MOST_PIECES = 4000000;
const KEPT_PIECES = 80000;
const KEPT_TEXT = 1048576;

/** Stops as soon as it is too much: what is made to cost much is read for a few milliseconds. */
function excess(bytes, mostPieces) {
  let depth = 0;
  let pieces = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x22) at = endOfString(bytes, at);
    else if (byte === 0x2c || byte === 0x3a) pieces += 1;
    else if (byte === 0x5b || byte === 0x7b) {
      pieces += 1;
      depth += 1;
      if (depth > MOST_DEPTH) return 'it is more than ' + MOST_DEPTH + ' lists and objects deep';
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    if (pieces > mostPieces) return 'it is of more than ' + mostPieces + ' pieces';
  }
  return undefined;
}

function endOfString(bytes, start) {
  let at = start;
  for (;;) {
    at = bytes.indexOf(0x22, at + 1);
    if (at === -1) return bytes.length;
    let slashes = 0;
    while (bytes[at - 1 - slashes] === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
}

function cut(value, most) {
  if (typeof value === 'string') return value.slice(0, KEPT_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value) && value.length > most) value.length = most;
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (typeof member === 'object' || typeof member === 'string') value[name] = cut(member, most);
  }
  return value;
}

function slim(body, isForm) {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const json = isForm ? Buffer.from(new URLSearchParams(text.toString()).get('payload') || '') : text;
  const tooMuch = excess(json, MOST_PIECES);
  if (tooMuch) throw new Error(tooMuch);
  const value = JSON.parse(json.toString());
  for (const most of [1000, 100, 10, 1]) {
    const shorter = Buffer.from(JSON.stringify(cut(value, most)));
    if (!excess(shorter, KEPT_PIECES)) return shorter;
  }
  throw new Error('it has too many members');
}

parentPort.on('message', ({ body, isForm }) => {
  try {
    parentPort.postMessage({ body: slim(body, isForm) });
  } catch (error) {
    parentPort.postMessage({ refused: error instanceof SyntaxError ? 'it is no JSON' : error.message });
  }
});
`;
