/** Checks 7 and 16 on Docker: much output is whole, and many jobs that are canceled leave nothing. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { LABEL } from '../../../plugins/executor-docker/src/labels.js';
import { until } from '../../support/api-client.js';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';
import { executorOn, never, specOf } from './support/executor.js';
import { skipFor } from './support/skip-for.js';

const JOBS = 20;
/** 60 MB of lines that differ; the terminal is left out, since it writes its own line ends. */
const LINES = 5_000_000;
const SCRIPT = `stty -opost 2>/dev/null
awk 'BEGIN { for (i = 0; i < ${LINES}; i++) printf "%011d\\n", i }'
`;

describe.skipIf(skipFor(whyNoEngine()))('checks 7 and 16: much of it', () => {
  let engine: TestEngine;
  let platform: TestPlatform | undefined;
  const containers = () => engine.engine.containers(LABEL.worker);

  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(async () => {
    await platform?.stop({ force: true });
    await engine?.stop();
  });

  it('a log of 60 MB is whole and in order', async () => {
    const subject = await executorOn(engine);
    const instance = await subject.executor.start(specOf(), never);
    instance.keepFor!(600);
    const { output, exit } = instance.run(Buffer.from(SCRIPT));
    const [got, wanted] = [createHash('sha256'), createHash('sha256')];
    let bytes = 0;
    for await (const block of output) {
      got.update(block);
      bytes += block.byteLength;
    }
    for (let from = 0; from < LINES; from += 10_000) {
      const numbers = Array.from({ length: 10_000 }, (_, at) => from + at);
      wanted.update(numbers.map((number) => `${String(number).padStart(11, '0')}\n`).join(''));
    }
    expect([bytes, await exit]).toEqual([60_000_000, { code: 0 }]);
    expect(got.digest('hex')).toBe(wanted.digest('hex'));
    await subject.dispose();
  });

  it(`${JOBS} running jobs are canceled, and nothing of them is left`, async () => {
    platform = await testPlatform({
      config: {
        worker: { executor: 'docker', slots: JOBS },
        'executor-docker': { host: engine.host, images: { pull: 'never' } },
      },
    });
    const { api } = platform;
    const yml = {
      ...{ language: 'shell', os: 'linux', git: { clone: false }, script: 'sleep 900' },
      ...{ image: engine.images.bare, env: Array.from({ length: JOBS }, (_, at) => `N=${at}`) },
    };
    const project = platform.project({ '.travis.yml': JSON.stringify(yml) }, { seconds: 280 });
    const taken = await until('all jobs in containers', async () => {
      const all = await containers();
      const begun = await Promise.all(
        all.map(({ Id }) => engine.engine.has(Id, '/turnpike/in/taken')),
      );
      return begun.filter(Boolean).length === JOBS ? all : undefined;
    });
    const ids = taken.map(({ Labels }) => Labels![LABEL.job]!);
    await Promise.all(ids.map((id) => api.post(`/v3/job/${id}/cancel`)));
    expect((await project).first.state).toBe('canceled');
    await until('no container left', async () =>
      (await containers()).length === 0 ? true : undefined,
    );
  });
});
