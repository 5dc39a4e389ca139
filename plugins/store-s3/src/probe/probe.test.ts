import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { startS3, type S3User } from '../../../../test/support/s3-server.js';
import { startS3rver } from '../../../../test/support/s3rver.js';
import type { Config } from '../config.js';
import { listeningLogger, testBucket } from '../testing/test-bucket.js';
import { createObjects } from '../wire/objects.js';
import { createS3Client } from '../wire/s3-client.js';
import { createSender } from '../wire/send.js';
import { createProbe } from './probe.js';

const [server, lax] = [await startS3(), await startS3rver()];
afterAll(async () => {
  await server?.remove();
  await lax?.remove();
});

interface Given {
  readonly name?: string;
  readonly user?: S3User;
  readonly endpoint?: string;
  readonly settings?: Partial<Config>;
}
async function probe(given: Given) {
  const { bucket, dispose } = await testBucket(server!, given);
  const log = listeningLogger();
  const { objects, stranger, prefix } = bucket;
  const made = createProbe({ objects, stranger, prefix, place: 's3://here', log });
  try {
    await made.run();
    return { said: log.said, fact: await made.look() };
  } finally {
    await dispose();
  }
}

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: string;
}
/** The policy as the guide prints it, by right. */
const guide = readFileSync(new URL('../../../../config/guide/s3.md', import.meta.url), 'utf8');
const printed = /```json\n([\s\S]*?)```/.exec(guide)![1]!;
const { Statement: statements } = JSON.parse(printed) as { Statement: readonly Statement[] };
const POLICY = Object.fromEntries(
  statements.flatMap(({ Action, Resource }) => Action.map((right) => [right, Resource])),
);
async function bucketWith(rights: readonly string[]): Promise<string> {
  const name = await server!.bucket();
  await server!.policy(
    name,
    rights.map((Action) => ({ Action, Resource: POLICY[Action]!.replace('BUCKET', name) })),
  );
  return name;
}

describe.skipIf(!server)('the look at a bucket at boot', () => {
  it('is content with the rights that the guide prints, and leaves nothing', async () => {
    const name = await bucketWith(Object.keys(POLICY));
    const { said, fact } = await probe({ name, user: server!.user });
    expect(said).toEqual([]);
    expect(fact).toEqual({ state: 'ok', text: 's3://here' });
    const { bucket, dispose } = await testBucket(server!, { name });
    for await (const left of bucket.objects.list('')) expect(left).toBeUndefined();
    await dispose();
  });

  it.each(Object.keys(POLICY))('names %s where it is missing, and nothing else', async (right) => {
    const name = await bucketWith(Object.keys(POLICY).filter((one) => one !== right));
    const error = await probe({ name, user: server!.user }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'TURNPIKE_OBJECTS_RIGHTS',
      details: { wayOut: expect.stringContaining('README') as string },
    });
    const { missing } = (error as { details: { missing: readonly string[] } }).details;
    expect([...new Set(missing.map((words) => words.split(' ')[0]))]).toEqual([right]);
  });

  it('says which setting is wrong', async () => {
    const name = await server!.bucket();
    const { root } = server!;
    const wrong: readonly (readonly [Given, string, string])[] = [
      [
        { name, user: { ...root, secretKey: 'wrong' } },
        'TURNPIKE_OBJECTS_KEY',
        'store-s3.secretKey',
      ],
      [
        { name, user: { ...root, accessKey: 'nobody' } },
        'TURNPIKE_OBJECTS_KEY',
        'store-s3.secretKey',
      ],
      [{ name: 'not-there' }, 'TURNPIKE_OBJECTS_BUCKET', 'store-s3.bucket'],
      [{ name, settings: { region: 'eu-west-1' } }, 'TURNPIKE_OBJECTS_REGION', 'store-s3.region'],
    ];
    for (const [given, code, key] of wrong)
      await expect(probe(given)).rejects.toMatchObject({ code, details: { key } });
  });

  it('lets the server start while S3 is away, and says so', async () => {
    const name = await server!.bucket();
    const { said, fact } = await probe({ name, endpoint: 'http://127.0.0.1:9' });
    expect(said).toEqual(['S3 is away at the start: what comes waits on this disk']);
    expect(fact).toMatchObject({
      state: 'warning',
      wayOut: expect.stringContaining('S3 server') as string,
    });
  });

  it('works on with a clock that is wrong, and knows by how much', async () => {
    const name = await server!.bucket();
    const off = 20 * 60_000;
    const client = createS3Client({
      place: { endpoint: new URL(server!.endpoint), bucket: name, pathStyle: true },
      region: 'us-east-1',
      credentials: { words: '', get: async () => server!.root, forget: () => undefined },
      sender: createSender({ connections: 4 }),
      clock: { now: () => Date.now() - off, sleep: async () => undefined },
    });
    const objects = createObjects(client);
    await objects.put('a', Buffer.from('a'));
    expect(Math.abs(client.skewMs - off)).toBeLessThan(60_000);
    const log = listeningLogger();
    const made = createProbe({ objects, stranger: objects, prefix: '', place: 's3://here', log });
    await made.run();
    expect(await made.look()).toMatchObject({
      state: 'warning',
      text: expect.stringContaining('clock and ours differ') as string,
    });
    client.close();
  });
});

describe.skipIf(!lax)('a server that takes everything (s3rver)', () => {
  it('is told of, with each thing that it does not do', async () => {
    const { endpoint, bucket: name, user } = lax!;
    const { fact } = await probe({ endpoint, name, user });
    const { text } = fact as { text: string };
    for (const words of [
      'wrong secret',
      'other bytes',
      'preconditions',
      'frames',
      'cannot end uploads',
    ])
      expect(text).toContain(words);
  });
});
