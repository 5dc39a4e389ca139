import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type {
  Instance,
  InstanceSpec,
  RunExit,
  RunningScript,
  RunRef,
} from '@turnpike/core/contracts';
import type { Check } from './checks.js';
import type { ExecutorCase } from './executor.js';

type ExecutorCheck = Check<ExecutorCase>;
const SECRET = 'TURNPIKE_CONFORMANCE_SECRET';
const never = new AbortController().signal;

function specOf(run: RunRef): InstanceSpec {
  return {
    run,
    payload: { config: {}, repository: { slug: 'owner/repo' }, job: { id: run.jobId } },
    services: [],
    env: { GIVEN: 'given value' },
    limits: { hardSeconds: 60, logBytes: 1_000_000_000 },
  };
}
const start = ({ executor }: ExecutorCase, jobId = 1): Promise<Instance> =>
  executor.start(specOf({ jobId, run: 1 }), never);

interface Outcome {
  readonly output: string;
  readonly exit: RunExit;
}
async function runIn(instance: Instance, script: string): Promise<Outcome> {
  return outcomeOf(instance.run(new TextEncoder().encode(script)));
}
async function outcomeOf({ output, exit }: RunningScript): Promise<Outcome> {
  const blocks: Uint8Array[] = [];
  for await (const block of output) blocks.push(block);
  return { output: Buffer.concat(blocks).toString(), exit: await exit };
}
/** Goes on and on, and says so. */
const ENDLESS = 'while :; do echo up; sleep 0.2; done\n';

/** A script that has said `up` by now: before that there may be nothing to be ended yet. */
async function begin(
  instance: Instance,
  script: string,
): Promise<{ readonly outcome: Promise<Outcome> }> {
  const { output, exit } = instance.run(new TextEncoder().encode(script));
  let said = '';
  const reading = async (): Promise<Outcome> => {
    for await (const block of output) said += Buffer.from(block).toString();
    return { output: said, exit: await exit };
  };
  const outcome = reading();
  const isUp = expect.poll(() => said, { timeout: 60_000 }).toContain('up');
  await Promise.race([isUp, outcome]);
  return { outcome };
}

/** Does it end, other than well, before long? */
async function isEnded(outcome: Promise<Outcome>): Promise<boolean> {
  const late = wait(30_000, undefined, { ref: false });
  const first = await Promise.race([outcome, late]);
  return first !== undefined && !('code' in first.exit && first.exit.code === 0);
}
const KEPT: RunRef = { jobId: 7, run: 2 };
/** A script that runs, and what it has said so far. */
async function startKept({ executor }: ExecutorCase, script: string, seconds: number) {
  const instance = await executor.start({ ...specOf(KEPT), keepsake: 'kept' }, never);
  instance.keepFor?.(seconds);
  const { output, exit } = instance.run(new TextEncoder().encode(script));
  let said = '';
  const reading = (async () => {
    for await (const block of output) said += Buffer.from(block).toString();
  })();
  const says = (word: string) => expect.poll(() => said, { timeout: 60_000 }).toContain(word);
  return { instance, says, ended: Promise.all([reading, exit]) };
}
const adopting: Pick<ExecutorCheck, 'skip'> = {
  skip: ({ executor, restarted }) =>
    executor.adopt && restarted ? undefined : 'it does not adopt, or no restart was given',
};
const scripted: Pick<ExecutorCheck, 'skip'> = {
  skip: ({ runsScripts }) => (runsScripts ? undefined : 'it does not run scripts'),
};

export const executorChecks: readonly ExecutorCheck[] = [
  {
    name: 'says what it is and what it can run',
    at: 'Executor.id',
    contract:
      'The id by which `worker.executor` chooses it: that of its plugin, without `executor-`.',
    wayOut:
      'Give it the id of its plugin, an isolation that there is, and at least one `os` and `arch`.',
    run({ name, executor }) {
      expect([executor.id, `executor-${executor.id}`], 'id of plugin and executor').toContain(name);
      expect(['none', 'container', 'machine']).toContain(executor.isolation);
      expect(executor.offers.os.length, 'offers.os').toBeGreaterThan(0);
      expect(executor.offers.arch.length, 'offers.arch').toBeGreaterThan(0);
    },
  },
  {
    name: 'says how long a start may take, where it has limits of its own',
    at: 'Executor.startSeconds',
    contract: 'More than 0 and finite; the worker waits so long where nothing else is said.',
    wayOut: 'Add up the limits that end a start, in seconds, or leave it out.',
    run({ executor: { startSeconds = 1 } }) {
      expect(startSeconds).toBeGreaterThan(0);
      expect(Number.isFinite(startSeconds), 'startSeconds is finite').toBe(true);
    },
  },
  {
    name: 'starts an instance, runs a script to its end, and stops more than once',
    at: 'Instance.stop',
    contract: 'Repeatable; leaves no process and no file.',
    wayOut: 'Let a second `stop` do nothing.',
    async run(subject) {
      const instance = await start(subject);
      expect(instance.id).not.toBe('');
      const { exit } = await runIn(instance, 'exit 0\n');
      expect(exit).toEqual({ code: 0 });
      await instance.stop();
      await instance.stop();
    },
  },
  {
    name: 'does not start what was aborted',
    at: 'Executor.start',
    contract: 'start(spec, signal): an aborted signal starts nothing.',
    wayOut: 'Begin with `signal.throwIfAborted()`.',
    run: ({ executor }) =>
      expect(executor.start(specOf({ jobId: 2, run: 1 }), AbortSignal.abort())).rejects.toThrow(),
  },
  {
    name: 'ends other instances of its own',
    at: 'Executor.reap',
    contract: 'Ends this worker’s other instances.',
    wayOut: 'Stop each instance whose run is not among `keep`.',
    ...scripted,
    async run(subject) {
      const { outcome } = await begin(await start(subject), ENDLESS);
      await subject.executor.reap([]);
      expect(await isEnded(outcome), 'a script goes on').toBe(true);
    },
  },
  {
    name: 'keeps the instances that it is to keep',
    at: 'Executor.reap',
    contract: 'reap(keep): ends this worker’s other instances, and those only.',
    wayOut: 'Compare job and run with those of `keep` before you stop an instance.',
    ...scripted,
    async run(subject) {
      const [kept, other] = [await start(subject, 1), await start(subject, 2)];
      const { outcome: gone } = await begin(other, ENDLESS);
      const script = 'for i in 1 2 3 4 5 6 7; do echo up; sleep 0.2; done; echo alive\n';
      const { outcome } = await begin(kept, script);
      await subject.executor.reap([{ jobId: 1, run: 1 }]);
      expect(await outcome).toMatchObject({
        exit: { code: 0 },
        output: expect.stringContaining('alive') as string,
      });
      expect(await isEnded(gone), 'what was not to be kept goes on').toBe(true);
      await kept.stop();
    },
  },
  {
    name: 'ends what a worker left that was killed',
    at: 'Executor.reap',
    contract: 'Ends this worker’s other instances. Called at start, before hello.',
    wayOut:
      'Find instances by what the machine knows of them (labels, files with process ids), not by memory.',
    skip: ({ restarted }) => (restarted ? undefined : 'no restart was given'),
    async run(subject) {
      const instance = await start(subject);
      const going = subject.runsScripts ? await begin(instance, ENDLESS) : undefined;
      const next = await subject.restarted!();
      await next.reap([]);
      if (going) expect(await isEnded(going.outcome), 'its script goes on').toBe(true);
    },
  },
  {
    name: 'tells output and exit code',
    at: 'Instance.run',
    contract: 'The script ran to an end: `{ code }`; `output` ends before or with `exit`.',
    wayOut: 'Pass on both streams of the script, and the code that it ended with.',
    ...scripted,
    async run(subject) {
      const instance = await start(subject);
      const { output, exit } = await runIn(instance, 'echo out; echo err >&2; exit 7\n');
      expect(output).toContain('out');
      expect(output).toContain('err');
      expect(exit).toEqual({ code: 7 });
      await instance.stop();
    },
  },
  {
    name: 'gives the environment that was asked for, and nothing of its own',
    at: 'InstanceSpec.env',
    contract:
      'Environment of the script’s shell, beside what the script sets itself. Nothing of the server’s.',
    wayOut: 'Hand over `spec.env` and a few fixed variables, never `process.env`.',
    ...scripted,
    async run(subject) {
      process.env[SECRET] = 'of the server';
      try {
        const instance = await start(subject);
        const { output } = await runIn(instance, 'echo "given=$GIVEN"; env\n');
        await instance.stop();
        expect(output).toContain('given=given value');
        expect(output, 'a variable of the server').not.toContain(SECRET);
      } finally {
        delete process.env[SECRET];
      }
    },
  },
  {
    name: 'loses no byte of a long output',
    at: 'Instance.run',
    contract: '`output` honours back-pressure; it ends before or with `exit`.',
    wayOut: 'Wait for the ends of the streams, not for the end of the process alone.',
    ...scripted,
    async run(subject) {
      const instance = await start(subject);
      const { output } = await runIn(instance, 'seq 1 20000\n');
      await instance.stop();
      const lines = output.split(/\r?\n/).filter((line) => /^\d+$/.test(line));
      expect(lines).toHaveLength(20_000);
      expect(lines.at(-1)).toBe('20000');
    },
  },
  {
    name: 'lets a script wait while nobody reads its output',
    at: 'Instance.run',
    contract: '`output` honours back-pressure.',
    wayOut: 'Hand the script’s own stream on; do not collect what it says.',
    ...scripted,
    async run(subject) {
      const script = 'head -c 64000000 /dev/zero; exit 0\n';
      const patienceMs = await timeToRead(subject, script);
      const instance = await start(subject);
      const { output, exit } = instance.run(Buffer.from(script));
      const reader = output[Symbol.asyncIterator]();
      await reader.next();
      const ended = await Promise.race([exit.then(() => true), wait(patienceMs, false)]);
      await instance.stop();
      await reader.return?.();
      expect(ended, '64 MB were taken that nobody has read').toBe(false);
    },
  },
  {
    name: 'ends a script with its instance',
    at: 'Instance.stop',
    contract: 'Repeatable; leaves no process and no file.',
    wayOut:
      'End all processes of the script (its process group, its container), by SIGKILL at last.',
    ...scripted,
    async run(subject) {
      const instance = await start(subject);
      const mark = `turnpike-child-${process.pid}-${Date.now()}`;
      const child = `bash -c 'while sleep 1; do :; done' ${mark}`;
      const waiting = 'while :; do echo up; sleep 0.2; done';
      const { outcome } = await begin(instance, `trap "" TERM; ${child} & ${waiting}\n`);
      await instance.stop();
      expect(await isEnded(outcome), 'its script goes on').toBe(true);
      await expect
        .poll(() => processesWith(mark), { timeout: 30_000, message: 'processes of the script' })
        .toEqual([]);
    },
  },
  {
    name: 'gives each instance a clean place',
    at: 'Executor.start',
    contract: 'Each instance begins with a place of its own: nothing of an earlier one is there.',
    wayOut: 'Make a new folder for each instance.',
    ...scripted,
    async run(subject) {
      const first = await start(subject, 1);
      await runIn(first, 'echo left > "$HOME/left-behind"\n');
      await first.stop();
      const second = await start(subject, 2);
      const { output } = await runIn(second, 'ls -A "$HOME"; echo done\n');
      await second.stop();
      expect(output).toContain('done');
      expect(output).not.toContain('left-behind');
    },
  },
  {
    name: 'keeps instances apart that run at once',
    at: 'Executor.start',
    contract: 'Each instance begins with a place of its own: nothing of another one is there.',
    wayOut: 'Make a folder for each instance, not one for the worker.',
    ...scripted,
    async run(subject) {
      const [first, second] = [await start(subject, 1), await start(subject, 2)];
      await runIn(first, 'echo mine > "$HOME/of-the-first"\n');
      const { output } = await runIn(second, 'ls -A "$HOME"; echo done\n');
      await Promise.all([first.stop(), second.stop()]);
      expect(output).toContain('done');
      expect(output, 'a file of the other instance').not.toContain('of-the-first');
    },
  },
  {
    name: 'can adopt with all that belongs to it, or not at all',
    at: 'Executor.adoptable',
    contract: 'With `adoptable` the executor has `adopt`, and its instances `keepFor` and `leave`.',
    wayOut: 'Add what is missing, or leave out `adoptable`.',
    async run(subject) {
      const instance = await start(subject);
      const { executor } = subject;
      const parts: unknown[] = [executor.adoptable, executor.adopt, instance.leave];
      if (executor.adoptable) parts.push(instance.keepFor);
      await instance.stop();
      const there = parts.filter(Boolean).length;
      expect([0, parts.length], 'parts of adopting that are there').toContain(there);
    },
  },
  {
    name: 'hands a run over to the next process, with all of its output',
    at: 'Executor.adopt',
    contract: 'Takes over what `adoptable` named; its output begins with the first byte.',
    wayOut: 'Keep the output where it outlives a connection, and the keepsake with the instance.',
    ...adopting,
    async run(subject) {
      const going = await startKept(subject, 'echo before; sleep 2; echo after; exit 7\n', 600);
      await going.says('before');
      await going.instance.leave!();
      const next = await subject.restarted!();
      const found = await next.adoptable!();
      expect(found).toEqual([{ run: KEPT, keepsake: 'kept' }]);
      await next.reap([KEPT]);
      const adopted = await next.adopt!(KEPT, never);
      expect(adopted, 'what was named is not adopted').toBeDefined();
      adopted!.keepFor!(600);
      const { output, exit } = await outcomeOf(adopted!.resume());
      await adopted!.stop();
      expect(output.match(/before|after/g)).toEqual(['before', 'after']);
      expect(exit).toEqual({ code: 7 });
      expect(await next.adoptable!(), 'it was stopped').toEqual([]);
    },
  },
  {
    name: 'ends a run that nobody vouches for any more',
    at: 'Instance.keepFor',
    contract: 'An instance that outlives its worker ends by itself when the seconds are over.',
    wayOut: 'Guard the script from inside (`@turnpike/sdk/wrapper`), not from the worker.',
    ...adopting,
    async run(subject) {
      const script = 'echo up; trap "" TERM; while :; do sleep 0.1; done\n';
      const going = await startKept(subject, script, 4);
      await going.says('up');
      await going.instance.leave!();
      const next = await subject.restarted!();
      await next.reap([KEPT]);
      await wait(8_000);
      const adopted = await next.adopt!(KEPT, never);
      const exit = adopted && (await outcomeOf(adopted.resume())).exit;
      await adopted?.stop();
      expect(exit ?? { lost: 'it is gone' }).toHaveProperty('lost');
    },
  },
  {
    name: 'leaves no file behind',
    at: 'Instance.stop',
    contract: 'Repeatable; leaves no process and no file.',
    wayOut: 'Remove the folder of the instance when its processes have ended.',
    ...scripted,
    async run(subject) {
      const instance = await start(subject);
      const mark = `turnpike-mark-${process.pid}-${Date.now()}`;
      const script = `touch "$HOME/${mark}"; echo "place=$HOME/${mark}"\n`;
      const { output } = await runIn(instance, script);
      const place = /place=(.+)/.exec(output)?.[1]?.trim() ?? '';
      expect(place, 'where the instance lies').not.toBe('');
      await instance.stop();
      expect(existsSync(place), `${place} is still there`).toBe(false);
    },
  },
];

/** More than this need not be read to know that it takes long. */
const MOST_READING_MS = 5_000;

/**
 * How long nobody need read before it counts: several times of what it takes on this machine, as busy as it is, to
 * write all of it.
 */
async function timeToRead(subject: ExecutorCase, script: string): Promise<number> {
  const instance = await start(subject, 2);
  const since = performance.now();
  const { output } = instance.run(Buffer.from(script));
  const readAll = async (): Promise<void> => {
    for await (const _block of output);
  };
  await Promise.race([readAll().catch(() => undefined), wait(MOST_READING_MS)]);
  const tookMs = performance.now() - since;
  await instance.stop();
  return Math.max(1_500, 4 * tookMs);
}

/** Ids of processes of this machine with this word among their arguments, where the system tells. */
function processesWith(mark: string): readonly string[] {
  const ids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return ids.filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(mark);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}
