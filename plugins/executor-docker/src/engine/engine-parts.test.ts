import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from './address.js';
import { unframe } from './frames.js';
import { registryAuth } from './registry-auth.js';
import { readTarFile, writeTar } from './tar.js';

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.byteLength];
  for (const [at, to] of places.slice(1).entries()) yield bytes.subarray(places[at], to);
}
async function all(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const blocks: Uint8Array[] = [];
  for await (const block of stream) blocks.push(block);
  return Buffer.concat(blocks).toString();
}
function frame(text: string): Buffer {
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

describe('frames', () => {
  it('give what stands in them, however the connection cuts them (property)', async () => {
    const texts = fc.array(fc.string({ maxLength: 30 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(60), { maxLength: 12 }), async (parts, cuts) => {
        const bytes = Buffer.concat(parts.map(frame));
        const within = cuts.map((cut) => Math.min(cut, bytes.byteLength));
        expect(await all(unframe(inPieces(bytes, within)))).toBe(parts.join(''));
      }),
    );
  });
});

describe('an archive', () => {
  const tar = writeTar([
    { name: 'turnpike/', mode: 0o777 },
    { name: 'turnpike/script', mode: 0o644, bytes: Buffer.from('echo hi\n') },
  ]);

  it('is one to tar', () => {
    const list = execFileSync('tar', ['-tvf', '-'], { input: tar, encoding: 'utf8' });
    expect(list).toMatch(/^drwxrwxrwx.* turnpike\/\n-rw-r--r--.* 8 .*turnpike\/script\n$/);
  });

  it('gives its file from any byte on, however it is cut (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(8), fc.array(fc.nat(2_000), { maxLength: 9 }), async (from, cuts) => {
        const stream = inPieces(tar, cuts);
        expect(await all(readTarFile(stream, from))).toBe('echo hi\n'.slice(from));
      }),
    );
  });

  it('that ends within its file is none', async () => {
    const torn = tar.subarray(0, 512 + 512 + 3);
    await expect(all(readTarFile(inPieces(torn, []), 0))).rejects.toThrow(/ended before/);
  });
});

describe('an address', () => {
  it.each([
    ['unix:///run/docker.sock', { kind: 'unix', path: '/run/docker.sock' }],
    ['tcp://build.example.org', { kind: 'tcp', host: 'build.example.org', port: 2376 }],
    ['tcp://[::1]:1', { kind: 'tcp', host: '::1', port: 1 }],
    ['ssh://ci@host:22', { kind: 'ssh', target: 'ci@host', port: 22 }],
    ['ssh://host', { kind: 'ssh', target: 'host', port: undefined }],
  ])('%s', (text, address) => expect(readAddress(text)).toEqual(address));

  it.each([
    '',
    'unix://docker.sock',
    'http://host',
    'tcp://',
    'ssh://-oProxyCommand=id',
    'ssh://a b',
    'tcp://h:x',
  ])('is not `%s`', (text) => expect(() => readAddress(text)).toThrow(/no address of an engine/));
});

describe('credentials for one call', () => {
  it.each(['x', 'xy', 'xyz', 'ÿ>?'])('are padded, in the alphabet of addresses: %s', (password) => {
    const { 'x-registry-auth': text } = registryAuth('r.example.org', { username: 'u', password });
    expect(text).toMatch(/^[\w-]+={0,2}$/);
    expect(text.length % 4).toBe(0);
    expect(JSON.parse(Buffer.from(text, 'base64url').toString())).toEqual({
      ...{ username: 'u', password, serveraddress: 'r.example.org' },
    });
  });
});
