/** Check 11 on Docker: limits are proven inside a container, hold, and are named; neighbours are unharmed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABEL } from '../../../plugins/executor-docker/src/labels.js';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';
import { executorOn, never, outcomeOf, specOf, type TestExecutor } from './support/executor.js';
import { skipFor } from './support/skip-for.js';

const limits = { memoryMiB: 96, cpus: 0.5, pids: 64, diskMiB: 50, shmMiB: 32 };
const READ = `cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null
cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids/pids.max 2>/dev/null
cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu.max 2>/dev/null
df -k /dev/shm | tail -1
`;

describe.skipIf(skipFor(whyNoEngine()))('check 11: limits of a job on a real engine', () => {
  let engine: TestEngine;
  let subject: TestExecutor;
  const limit = (words: string): boolean =>
    subject.executor.warnings.some((warning) => warning.includes(words));

  beforeAll(async () => {
    engine = await startEngine();
    subject = await executorOn(engine, { limits });
  });
  afterAll(async () => {
    await subject?.dispose();
    await engine?.stop();
  });

  it('are read inside a container at the start, and hold', async () => {
    expect(limit('does not hold'), subject.executor.warnings.join('\n')).toBe(false);
    expect(limit('not proven')).toBe(false);
    expect(await engine.engine.containers(LABEL.worker)).toEqual([]);
    const { log } = await subject.run(READ);
    expect(log).toContain(`${96 * 1_048_576}`);
    expect(log).toMatch(/^64$/m);
    expect(log).toMatch(/^50000\b/m);
    expect(log).toMatch(/\b32768\b.*\/dev\/shm/);
  });

  it('are read in the first job where the engine lacks the default image, and what does not hold is told', async () => {
    const images = { default: 'nobody/has-this', pull: 'never' };
    const one = await executorOn(engine, { images, limits: { ...limits, cpus: 0.25 } });
    const seen = (): string => one.executor.warnings.join('\n');
    expect(seen()).toContain('is seen with the first job');
    await one.run('true\n', { image: engine.images.bare });
    expect(seen()).not.toContain('is seen with the first job');
    expect(seen()).not.toContain('does not hold');
    await one.dispose();
  });

  it('of memory ends the job, says so, and leaves its neighbour alone', async () => {
    const neighbour = outcomeOf(
      await subject.executor.start(specOf(), never),
      'sleep 4; echo fine\n',
    );
    const { log, exit } = await subject.run(
      'head -c 500m /dev/zero | tail -c 400m | wc -c; exit 137\n',
    );
    expect(exit).toEqual({ code: 137 });
    expect(log).toMatch(
      /for want of memory \(limit: 96 MiB\)|ran out of memory.*\(limit: 96 MiB\)/,
    );
    expect(await neighbour).toEqual({ log: 'fine\n', exit: { code: 0 } });
  });

  it('of processes holds against ten thousand, and is named', async () => {
    const neighbour = outcomeOf(
      await subject.executor.start(specOf(), never),
      'sleep 3; echo fine\n',
    );
    const script = 'for i in $(seq 10000); do sleep 30 & done 2>/dev/null; echo made; exit 1\n';
    const { log, exit } = await subject.run(script);
    expect(exit).not.toEqual({ code: 0 });
    expect(log).toMatch(/refused the job \d+ more processes or threads \(limit: 64 at once\)/);
    expect(await neighbour).toEqual({ log: 'fine\n', exit: { code: 0 } });
  });

  it('of the disk ends the job, and says so', async () => {
    const { log, exit } = await subject.run(
      'head -c 120000000 /dev/zero >/tmp/big; echo written; sleep 120; exit 0\n',
    );
    expect(exit).toEqual({ code: 137 });
    expect(log).toContain('The job has written more than 50 MiB, so it was stopped.');
  });
});
