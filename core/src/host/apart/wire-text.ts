/** Values as they cross to a plugin in a process of its own, and back: JSON, and bytes in it. */

const BYTES = '$bytes';
const NONE = '$none';

/** Throws where there is no JSON for it: a circle, a bigint. Functions are left out. */
export function toText(value: unknown): string {
  return JSON.stringify(value, marked);
}

/** Throws where the text is no JSON. What is answered has no member `__proto__`. */
export function fromText(text: string): unknown {
  // Seldom needed, and it takes as long as all the rest.
  return /\$bytes|\$none|__proto__|\\u/.test(text) ? JSON.parse(text, unmarked) : JSON.parse(text);
}

/** A Buffer has a form of its own in JSON, which it gives before we are asked: hence its holder. */
function marked(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  const held = this[key];
  if (held instanceof Uint8Array) {
    const { buffer, byteOffset, byteLength } = held;
    return { [BYTES]: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
  }
  return held === undefined && Array.isArray(this) ? { [NONE]: true } : value;
}

function unmarked(key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as Readonly<Record<string, unknown>>);
  const [name, held] = members[0] ?? [];
  if (members.length !== 1) return value;
  if (name === NONE) return undefined;
  return name === BYTES && typeof held === 'string' ? plainBytes(held) : value;
}

function plainBytes(base64: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = Buffer.from(base64, 'base64');
  return new Uint8Array(buffer, byteOffset, byteLength);
}
