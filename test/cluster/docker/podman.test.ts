/** Check 21: Podman's service in place of an engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executorConformance } from '@turnpike/sdk/conformance';
import { startPodman, whyNoPodman, type TestEngine } from './support/engine.js';
import { executorOn } from './support/executor.js';
import { subjectOn } from './support/subject.js';

const reason = whyNoPodman();
let engine: TestEngine;

describe.skipIf(reason)('check 21: executor-docker on Podman', () => {
  beforeAll(async () => {
    engine = await startPodman();
  });
  afterAll(() => engine?.stop());

  it('holds its limits, which are read inside a container', async () => {
    const limits = { memoryMiB: 96, pids: 64, shmMiB: 32 };
    const subject = await executorOn(engine, { limits });
    const { log } = await subject.run(
      'cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null; exit 0\n',
    );
    expect(subject.executor.warnings.join('\n')).not.toMatch(/does not hold|not proven/);
    expect(log).toContain(String(96 * 1_048_576));
    await subject.dispose();
  });

  executorConformance('executor-docker', () => subjectOn(engine, 'build'));
});

it.skipIf(!reason)(`was not tested: ${reason}`, () => {
  if (process.env['CI']) throw new Error(reason);
});
