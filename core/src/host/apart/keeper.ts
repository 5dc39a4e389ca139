/** Keeps the process of one plugin going: starts it again when it ends, later and later, and gives up at last. */
import type { ApartInfo, Logger } from '../../contracts/host.js';
import { TurnpikeError } from '../../contracts/errors.js';
import { withinTime } from '../../hooks/tap-runner.js';
import type { CallOptions } from './channel.js';
import type { Launched } from './launch.js';
import type { Registered } from './protocol.js';

export interface KeeperOptions {
  readonly plugin: string;
  readonly log: Logger;
  readonly walls: ApartInfo['walls'];
  /** How long the plugin may take to be built and to start. */
  readonly startMs: number;
  /** Not answering for longer ends it. */
  readonly blockedMs: number;
  launch(): Launched;
  /** What `begin` is called with. */
  begin(): unknown;
  onGivenUp(error: TurnpikeError): void;
}

export interface Keeper {
  info(): ApartInfo;
  /** The first start. Throws what went wrong; then it has ended. */
  begin(): Promise<Registered>;
  /** The plugin's own start, also each time it is started again. */
  start(): Promise<void>;
  /** While it is being started again, waits for a moment. */
  call(method: string, args: readonly unknown[], options?: CallOptions): Promise<unknown>;
  tell(method: string, ...args: readonly unknown[]): void;
  /** Ends its process. Repeatable. */
  end(): Promise<void>;
}

const MOST_FAILURES = 5;
const FIRST_PAUSE_MS = 100;
const MOST_PAUSE_MS = 30_000;
/** After so long its earlier failures are forgotten. */
const STABLE_MS = 60_000;
const WAIT_MS = 2_000;

export function createKeeper(options: KeeperOptions): Keeper {
  const { plugin, log } = options;
  let state: ApartInfo['state'] = 'starting';
  let current: Launched | undefined;
  let registered: string | undefined;
  let again = deferred();
  let isStarted = false;
  let restarts = 0;
  let failures = 0;
  let lastEnd: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  const ping = setInterval(() => void look(), options.blockedMs);
  ping.unref();

  async function look(): Promise<void> {
    const limitMs = options.blockedMs;
    await current?.channel.call('ping', [], { limitMs }).catch(() => undefined);
  }

  async function run(): Promise<Registered> {
    const launched = options.launch();
    const since = performance.now();
    current = launched;
    void launched.ended.then((why) => ended(launched, why, performance.now() - since));
    try {
      const limitMs = options.startMs;
      return (await launched.channel.call('begin', [options.begin()], { limitMs })) as Registered;
    } catch (error) {
      launched.kill(wordsOf(error));
      const why = await launched.ended;
      throw error instanceof TurnpikeError && error.code !== 'TURNPIKE_PLUGIN_FAILED'
        ? error
        : failed(why, error);
    }
  }

  function ended(launched: Launched, why: string, ms: number): void {
    if (current !== launched || isOver()) return;
    current = undefined;
    lastEnd = why;
    if (registered === undefined) return;
    failures = ms > STABLE_MS ? 1 : failures + 1;
    if (state === 'running') again = deferred();
    state = 'restarting';
    if (failures > MOST_FAILURES) return giveUp();
    const pauseMs = Math.min(MOST_PAUSE_MS, FIRST_PAUSE_MS * 4 ** (failures - 1));
    log.error(
      { plugin, why, failures, pauseMs },
      'the process of a plugin ended; starting it again',
    );
    timer = setTimeout(() => void restart(), pauseMs);
  }

  async function restart(): Promise<void> {
    try {
      const now = JSON.stringify(await run());
      if (now !== registered) throw new Error('It registers other things than at first.');
      if (isStarted) await callWithin('start');
      restarts += 1;
      state = 'running';
      again.resolve();
    } catch (error) {
      current?.kill(wordsOf(error));
    }
  }

  async function callWithin(method: string): Promise<void> {
    await current?.channel.call(method, [], { limitMs: options.startMs });
  }

  function giveUp(): void {
    state = 'given-up';
    clearInterval(ping);
    const error = failed(`It was given up after ${failures} ends of its process: ${lastEnd}`);
    log.error(
      { plugin, why: lastEnd, failures },
      'the process of a plugin ends again and again: it was given up',
    );
    again.resolve();
    options.onGivenUp(error);
  }

  function failed(message: string, cause?: unknown): TurnpikeError {
    const wayOut = `Look into the log of ${plugin}; a start of the server tries it again.`;
    return new TurnpikeError('TURNPIKE_PLUGIN_FAILED', message, { plugin, wayOut }, cause);
  }

  const isOver = (): boolean => state === 'given-up' || state === 'stopped';

  function absent(): TurnpikeError {
    return failed(`Its process does not run (${state})${lastEnd === null ? '.' : `: ${lastEnd}`}`);
  }

  return {
    info: () => ({ state, pid: current?.pid ?? null, restarts, lastEnd, walls: options.walls }),
    async begin() {
      const first = await run().catch((error: unknown) => {
        state = 'given-up';
        clearInterval(ping);
        throw error;
      });
      registered = JSON.stringify(first);
      state = 'running';
      return first;
    },
    async start() {
      await callWithin('start');
      isStarted = true;
    },
    async call(method, args, more) {
      if (state === 'restarting') await withinTime(again.promise, WAIT_MS).catch(() => undefined);
      if (state !== 'running' || !current) throw absent();
      return current.channel.call(method, args, more);
    },
    tell: (method, ...args) => current?.channel.tell(method, ...args),
    async end() {
      const launched = current;
      if (state !== 'given-up') state = 'stopped';
      clearTimeout(timer);
      clearInterval(ping);
      again.resolve();
      launched?.kill('It was stopped.');
      await launched?.ended;
    },
  };
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
