import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startS3 } from '../../../../test/support/s3-server.js';
import { startTearingProxy, type TearingProxy } from '../../../../test/support/tearing-proxy.js';
import { testBucket, type TestBucket } from '../testing/test-bucket.js';
import { PART_BYTES, upload } from './upload.js';

const server = await startS3();
afterAll(() => server?.remove());

async function* twoParts(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(PART_BYTES + 1, 'x');
}
async function all<T>(found: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const one of found) list.push(one);
  return list;
}

describe.skipIf(!server)('objects on versitygw', () => {
  let proxy: TearingProxy;
  let made: TestBucket;
  const objects = () => made.bucket.objects;
  beforeEach(async () => {
    proxy = await startTearingProxy(server!.endpoint);
    made = await testBucket(server!, { endpoint: proxy.url });
  });
  afterEach(async () => {
    proxy.fault = undefined;
    await made.dispose();
    await proxy.close();
  });

  it('have keys of any letters', async () => {
    const key = `a b+c%25?#&=;'"()!*~/ü ✓ 🚀`;
    await objects().put(key, Buffer.from('it'));
    expect((await objects().get(key))?.toString()).toBe('it');
    expect((await all(objects().list(''))).map((one) => one.key)).toEqual([key]);
    await objects().remove(key);
    expect(await objects().get(key)).toBeUndefined();
  });

  it('are listed beyond one page', async () => {
    const count = 1_003;
    for (let at = 0; at < count; at += 17)
      await Promise.all(
        Array.from({ length: Math.min(17, count - at) }, (_, one) =>
          objects().put(`many/${at + one}`, Buffer.of(1)),
        ),
      );
    const keys = (await all(objects().list('many/'))).map(({ key }) => key);
    expect(new Set(keys).size).toBe(count);
  });

  it('are put although answers are lost and servers are busy', async () => {
    const faults = [
      { status: 503, body: '<Error><Code>SlowDown</Code></Error>' },
      'answer',
    ] as const;
    proxy.fault = ({ number }) => faults[number - 1];
    await objects().put('key', Buffer.from('it'));
    proxy.fault = undefined;
    expect((await objects().get('key'))?.toString()).toBe('it');
  });

  it('are not there where the end of an upload is an error within an answer of 200', async () => {
    proxy.fault = ({ method, path }) =>
      method === 'POST' && path.includes('uploadId')
        ? { status: 200, body: '<Error><Code>InternalError</Code><Message>no</Message></Error>' }
        : undefined;
    await expect(upload(objects(), 'key', twoParts())).rejects.toMatchObject({
      reason: 'InternalError',
    });
    proxy.fault = undefined;
    expect(await objects().get('key')).toBeUndefined();
    expect(await all(objects().uploads(''))).toEqual([]);
  });

  it('are encrypted at rest as the settings say', async () => {
    const settings = { encryption: 'aws:kms', kmsKey: 'the-key' } as const;
    const encrypted = await testBucket(server!, { endpoint: proxy.url, settings });
    proxy.forget();
    // The server has no keys: whether it can is its own affair, it has to be asked.
    await upload(encrypted.bucket.objects, 'key', twoParts()).catch(() => undefined);
    await encrypted.bucket.objects.put('small', Buffer.of(1)).catch(() => undefined);
    const asked = proxy.requests.filter(
      ({ headers }) =>
        headers['x-amz-server-side-encryption'] === 'aws:kms' &&
        headers['x-amz-server-side-encryption-aws-kms-key-id'] === 'the-key',
    );
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'PUT']);
    await encrypted.dispose();
    await expect(testBucket(server!, { settings: { kmsKey: 'k' } })).rejects.toMatchObject({
      details: { key: 'store-s3.kmsKey' },
    });
  });

  it('can be fetched by a link for a while, and not by one that was changed', async () => {
    await objects().put('key', Buffer.from('it'));
    const link = await objects().client.link('key', 60, {
      'response-content-disposition': 'attachment; filename="it"',
    });
    const answer = await fetch(link);
    expect(await answer.text()).toBe('it');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="it"');
    expect((await fetch(link.replace('/key?', '/other?'))).status).toBe(403);
    expect((await fetch(link.replace('attachment', 'inline'))).status).toBe(403);
  });
});
