import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Executor, Instance, InstanceSpec, RunExit, RunRef } from '@turnpike/core/contracts';

/** An executor to check. @stable */
export interface ExecutorSubject {
  /** Without instances. */
  readonly executor: Executor;
  /** The executor as a worker has it that starts after the first one was killed. */
  restarted?(): Promise<Executor>;
  /** Leaves nothing behind. */
  dispose(): Promise<void>;
}
/** What the suite must know of the executor. @stable */
export interface ExecutorConformanceOptions {
  /** false: the executor pretends and does not run the script's text. */
  readonly runsScripts?: boolean;
  /** Milliseconds that starting or stopping an instance may take. Default 60 s: a limit for what hangs. */
  readonly patienceMs?: number;
}

const SECRET = 'TURNPIKE_CONFORMANCE_SECRET';

function specOf(run: RunRef): InstanceSpec {
  return {
    run,
    payload: { config: {}, repository: { slug: 'owner/repo' }, job: { id: run.jobId } },
    services: [],
    env: { GIVEN: 'given value' },
    limits: { hardSeconds: 60, logBytes: 1_000_000 },
  };
}

interface Outcome {
  readonly output: string;
  readonly exit: RunExit;
}

async function runIn(instance: Instance, script: string): Promise<Outcome> {
  const { output, exit } = instance.run(new TextEncoder().encode(script));
  const blocks: Uint8Array[] = [];
  for await (const block of output) blocks.push(block);
  return { output: Buffer.concat(blocks).toString(), exit: await exit };
}

/** What every executor must do. `create` gives one that has no instances. @stable */
export function executorConformance(
  name: string,
  create: () => Promise<ExecutorSubject>,
  options: ExecutorConformanceOptions = {},
): void {
  const { runsScripts = true, patienceMs = 60_000 } = options;
  const timeout = patienceMs * 3;

  describe(`executor ${name}`, () => {
    let subject: ExecutorSubject;
    let executor: Executor;
    let run: RunRef = { jobId: 1, run: 0 };
    const never = new AbortController().signal;
    const start = () => {
      run = { jobId: 1, run: run.run + 1 };
      return executor.start(specOf(run), never);
    };
    beforeEach(async () => {
      subject = await create();
      executor = subject.executor;
      await executor.reap([]);
    }, timeout);
    afterEach(async () => {
      await executor.reap([]);
      await subject.dispose();
    }, timeout);

    it('says what it is and what it can run', () => {
      expect(executor.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(['none', 'container', 'machine']).toContain(executor.isolation);
      expect(executor.offers.os.length).toBeGreaterThan(0);
      expect(executor.offers.arch.length).toBeGreaterThan(0);
    });

    it(
      'starts an instance, runs a script to its end, and stops more than once',
      { timeout },
      async () => {
        const instance = await start();
        expect(instance.id).not.toBe('');
        const { exit } = await runIn(instance, 'exit 0\n');
        expect(exit).toEqual({ code: 0 });
        await instance.stop();
        await instance.stop();
      },
    );

    it('does not start what was aborted', { timeout }, async () => {
      const aborted = AbortSignal.abort();
      await expect(executor.start(specOf({ jobId: 2, run: 1 }), aborted)).rejects.toThrow();
    });

    it('ends what a worker left that was killed', { timeout }, async (context) => {
      if (!subject.restarted) return context.skip('no restart was given');
      const instance = await start();
      const outcome = runsScripts ? runIn(instance, 'sleep 600\n') : undefined;
      const next = await subject.restarted();
      await next.reap([]);
      if (outcome) expect((await outcome).exit).not.toEqual({ code: 0 });
    });

    it.runIf(runsScripts)('tells output and exit code', { timeout }, async () => {
      const instance = await start();
      const { output, exit } = await runIn(instance, 'echo out; echo err >&2; exit 7\n');
      expect(output).toContain('out');
      expect(output).toContain('err');
      expect(exit).toEqual({ code: 7 });
      await instance.stop();
    });

    it.runIf(runsScripts)(
      'gives the environment that was asked for, and nothing of its own',
      { timeout },
      async () => {
        process.env[SECRET] = 'of the server';
        try {
          const instance = await start();
          const { output } = await runIn(instance, 'echo "given=$GIVEN"; env\n');
          await instance.stop();
          expect(output).toContain('given=given value');
          expect(output).not.toContain(SECRET);
        } finally {
          delete process.env[SECRET];
        }
      },
    );

    it.runIf(runsScripts)('loses no byte of a long output', { timeout }, async () => {
      const instance = await start();
      const { output } = await runIn(instance, 'seq 1 20000\n');
      await instance.stop();
      const lines = output.split(/\r?\n/).filter((line) => /^\d+$/.test(line));
      expect(lines).toHaveLength(20_000);
      expect(lines.at(-1)).toBe('20000');
    });

    it.runIf(runsScripts)('ends a script with its instance', { timeout }, async () => {
      const instance = await start();
      const outcome = runIn(instance, 'trap "" TERM; echo up; sleep 600 & wait\n');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await instance.stop();
      expect((await outcome).exit).not.toEqual({ code: 0 });
    });

    it.runIf(runsScripts)('gives each instance a clean place', { timeout }, async () => {
      const first = await start();
      await runIn(first, 'echo left > "$HOME/left-behind"\n');
      await first.stop();
      const second = await start();
      const { output } = await runIn(second, 'ls -A "$HOME"; echo done\n');
      await second.stop();
      expect(output).toContain('done');
      expect(output).not.toContain('left-behind');
    });
  });
}
