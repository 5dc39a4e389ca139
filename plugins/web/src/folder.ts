/** Files of one folder, kept in memory with their compressed forms. Nothing outside of it is ever read. */
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { contentType } from './content-types.js';

export interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly bytes: Uint8Array;
  /** Compressed forms, made once on first use; none for what does not get smaller. */
  encoded(encoding: 'br' | 'gzip'): Promise<Uint8Array | undefined>;
}
export interface Folder {
  /** `path` is relative. undefined: no such file, or none that may be served. */
  read(path: string): Promise<Asset | undefined>;
}

/** Below this the head of the answer is larger than what is saved. */
const WORTH_BYTES = 1_000;
const BROTLI_QUALITY = 7;

/** `change`: what is done to a file's text before it is served. */
export function openFolder(root: string, change?: (path: string, text: string) => string): Folder {
  const known = new Map<string, { readonly stamp: string; readonly asset: Asset }>();
  return {
    async read(path) {
      const kind = contentType(path);
      const file = kind && (await fileBelow(root, path));
      if (!kind || !file) return undefined;
      const before = known.get(file.path);
      if (before?.stamp === file.stamp) return before.asset;
      const raw = await readFile(file.path);
      const bytes =
        change && kind.text ? Buffer.from(change(path, raw.toString('utf8')), 'utf8') : raw;
      const asset = createAsset(bytes, kind);
      known.set(file.path, { stamp: file.stamp, asset });
      return asset;
    },
  };
}

async function fileBelow(
  root: string,
  path: string,
): Promise<{ path: string; stamp: string } | undefined> {
  if (path.split(/[/\\]/).some((part) => part.startsWith('.') || part.includes('\0')))
    return undefined;
  try {
    // Links are followed, then looked at: they must not lead out.
    const [home, file] = [await realpath(root), await realpath(join(root, path))];
    const info = await stat(file);
    if (!file.startsWith(home + sep) || !info.isFile()) return undefined;
    return { path: file, stamp: `${info.mtimeMs} ${info.size}` };
  } catch {
    return undefined;
  }
}

function createAsset(bytes: Uint8Array, kind: { type: string; text: boolean }): Asset {
  const made = new Map<string, Promise<Uint8Array | undefined>>();
  return {
    type: kind.type,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bytes,
    encoded(encoding) {
      if (!kind.text || bytes.byteLength < WORTH_BYTES) return Promise.resolve(undefined);
      const before = made.get(encoding);
      const compressed = before ?? compress(encoding, bytes);
      made.set(encoding, compressed);
      return compressed;
    },
  };
}

async function compress(
  encoding: 'br' | 'gzip',
  bytes: Uint8Array,
): Promise<Uint8Array | undefined> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const smaller =
    encoding === 'br'
      ? await promisify(brotliCompress)(bytes, { params })
      : await promisify(gzip)(bytes);
  return smaller.byteLength < bytes.byteLength ? smaller : undefined;
}
