import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeCluster, type FakeCluster } from '../testing/fake-cluster.js';
import { openExec, type Exec } from './exec.js';
import type { Pod } from './resources.js';

let cluster: FakeCluster;
afterEach(() => cluster.close());

/** A cluster with a pod that does nothing. */
async function withPod(protocols?: readonly string[]): Promise<void> {
  cluster = await startFakeCluster(protocols ? { protocols } : {});
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'turnpike-jobs' },
    spec: { containers: [{ name: 'job', image: 'x', command: ['sleep', '600'] }] },
  };
  const made = cluster.store.create('pods', 'turnpike-jobs', pod as never) as unknown as Pod;
  cluster.kubelet.run(made);
  await expect.poll(() => cluster.pods()[0]?.status?.containerStatuses?.length).toBe(1);
}
const open = (script: string, stdin = false): Promise<Exec> =>
  openExec(cluster.access, {
    namespace: 'turnpike-jobs',
    pod: 'p',
    container: 'job',
    command: ['sh', '-c', script],
    stdin,
  });
async function textOf(exec: Exec): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of exec.stdout) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe.each([[['v5.channel.k8s.io']], [['v4.channel.k8s.io']]])('with %s', (protocols) => {
  it('tells output, errors and the code', async () => {
    await withPod(protocols);
    const exec = await open('echo out; echo err >&2; exit 7');
    expect(await textOf(exec)).toBe('out\n');
    expect(await exec.end).toEqual({ code: 7 });
    expect(exec.stderr()).toBe('err\n');
  });
  it('hands over input of a known length', async () => {
    await withPod(protocols);
    const exec = await open('head -c 5 | tr a-z A-Z', true);
    exec.write(Buffer.from('he'));
    exec.write(Buffer.from('llo and more'));
    expect(await textOf(exec)).toBe('HELLO');
    expect(await exec.end).toEqual({ code: 0 });
  });
});

it('ends the input, where the protocol can', async () => {
  await withPod();
  const exec = await open('cat; echo end', true);
  exec.write(Buffer.from('text '));
  exec.endInput();
  expect(await textOf(exec)).toBe('text end\n');
});

it('loses no byte of a large output that is read slowly, and makes it wait', async () => {
  await withPod();
  const exec = await open('seq 1 2000000');
  const hash = createHash('sha256');
  let size = 0;
  for await (const part of exec.stdout) {
    hash.update(part);
    size += part.byteLength;
    if (size % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  let wanted = '';
  for (let number = 1; number <= 2_000_000; number++) wanted += `${number}\n`;
  expect(size).toBe(wanted.length);
  expect(hash.digest('hex')).toBe(createHash('sha256').update(wanted).digest('hex'));
});

describe('a connection that breaks', () => {
  it.each([0, 1, 60, 130, 200, 250, 300])(
    'after %i bytes is broken or refused, never an end',
    async (bytes) => {
      await withPod();
      cluster.fault = (call) => (call.includes('/exec') ? { bytes } : undefined);
      const result = await open('seq 1 200; sleep 0.2; seq 1 200; exit 0').then(
        async (exec) => {
          await textOf(exec);
          return exec.end;
        },
        (error: { status: number }) => ({ refused: error.status }),
      );
      expect(result).not.toHaveProperty('code');
      if ('refused' in result) expect(result.refused).toBe(0);
    },
  );
  it('for it is silent is noticed', async () => {
    await withPod();
    const exec = await openExec(
      cluster.access,
      { namespace: 'turnpike-jobs', pod: 'p', container: 'job', command: ['sleep', '600'] },
      { pingMs: 100 },
    );
    // The other side is there and hears nothing any more.
    cluster.freeze();
    expect(await exec.end).toEqual({ broken: 'the connection was silent' });
  });
});

it.each([
  ['a pod that is not there', 404, () => undefined],
  ['no right', 403, () => (cluster.fault = () => ({ status: 403 }))],
])('%s is an error with its status', async (_what, status, plant) => {
  await withPod();
  plant();
  const target = {
    namespace: 'turnpike-jobs',
    pod: status === 404 ? 'other' : 'p',
    container: 'job',
  };
  await expect(openExec(cluster.access, { ...target, command: ['true'] })).rejects.toMatchObject({
    status,
  });
});
