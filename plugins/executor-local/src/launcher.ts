import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TurnpikeError, type Logger, type RunExit } from '@turnpike/sdk';

/** The worker's side of the launcher script: see there for the words that go to and fro. */
export interface Launcher {
  /** The exit comes once the script has ended, by whatever; `lost` where the launcher itself went away. */
  launch(id: string, tty: string): { readonly exit: Promise<RunExit> };
  /** Ends all processes of an instance and removes its folder. Repeatable. */
  end(id: string): Promise<void>;
  /** Ends what other launchers of this folder have left. */
  reap(): Promise<void>;
  /** Ends everything it holds; resolves when it is gone. */
  close(): Promise<void>;
  readonly alive: boolean;
}

interface Job {
  readonly settle: (exit: RunExit) => void;
}

/** Starts a launcher. Rejects with TURNPIKE_EXECUTOR_FAILED when it does not come up. */
export async function startLauncher(options: {
  readonly command: readonly string[];
  readonly log: Logger;
}): Promise<Launcher> {
  const [program, ...args] = options.command;
  const child = spawn(program ?? '', args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // a session of its own: Ctrl-C is for the worker, which knows what to do
    env: { PATH: process.env['PATH'] ?? '' },
  });
  const jobs = new Map<string, Job>();
  const endings = new Map<string, (() => void)[]>();
  const reapings: (() => void)[] = [];
  let alive = true;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ready = firstWord(child);

  const hear: Record<string, (id: string, value: string) => void> = {
    exit: (id, code) => {
      const job = jobs.get(id);
      jobs.delete(id);
      job?.settle(code === 'never' ? NOT_STARTED : { code: Number(code) });
    },
    ended: (id) => {
      for (const done of endings.get(id) ?? []) done();
      endings.delete(id);
    },
    reaped: () => reapings.splice(0).forEach((done) => done()),
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word = '', id = '', value = ''] = line.split(' ');
    hear[word]?.(id, value);
  });
  createInterface({ input: child.stderr }).on('line', (line) =>
    options.log.warn({ line }, 'the launcher says'),
  );
  child.stdin.on('error', () => undefined); // told by `close`
  void gone.then(() => {
    alive = false;
    for (const job of jobs.values()) job.settle(LAUNCHER_GONE);
    jobs.clear();
    for (const id of [...endings.keys()]) hear['ended']?.(id, '');
    hear['reaped']?.('', '');
  });

  await ready;
  return {
    get alive() {
      return alive;
    },
    launch(id, tty) {
      const exit = new Promise<RunExit>((settle) => {
        if (!alive) return settle(LAUNCHER_GONE);
        jobs.set(id, { settle });
        child.stdin.write(`start ${id} ${tty}\n`);
      });
      return { exit };
    },
    end: (id) =>
      new Promise<void>((resolve) => {
        if (!alive) return resolve();
        const waiting = endings.get(id);
        if (waiting) return void waiting.push(resolve);
        endings.set(id, [resolve]);
        child.stdin.write(`end ${id}\n`);
      }),
    reap: () =>
      new Promise<void>((resolve) => {
        if (!alive) return resolve();
        reapings.push(resolve);
        child.stdin.write('reap\n');
      }),
    async close() {
      child.stdin.end();
      await gone;
    },
  };
}

const NOT_STARTED: RunExit = { lost: 'The script could not be started in its terminal.' };
const LAUNCHER_GONE: RunExit = { lost: 'The process that guards the jobs has gone.' };

function firstWord(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    const failed = (cause?: unknown): void =>
      reject(
        new TurnpikeError(
          'TURNPIKE_EXECUTOR_FAILED',
          'The launcher of jobs did not start.',
          { wayOut: 'Is bash installed? Else set `executor-local.namespaces: off`.' },
          cause,
        ),
      );
    child.once('error', failed);
    child.once('exit', () => failed());
  });
}
