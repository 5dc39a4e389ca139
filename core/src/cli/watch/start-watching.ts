/** `turnpike start --watch`: the platform, and with each change of a plugin the changed one. */
import { isAbsolute } from 'node:path';
import { withoutCredentials } from '../../contracts/text.js';
import { isTurnpikeError } from '../../contracts/errors.js';
import { bootHost } from '../../host/boot.js';
import type { Host, HostOptions } from '../../host/host.js';
import { liesIn, pathsOf } from '../../host/paths.js';
import { allProblems, planHost, type HostPlan } from '../../host/plan.js';
import { describeProblem } from '../../host/problems.js';
import { silentLogger } from '../../log/silent-logger.js';
import type { Io } from '../io.js';
import { nextChange } from './signature.js';
import { takeOver } from './take-over.js';

const LOOK_MS = 300;

/** A platform that is another one after some changes. */
export interface Watched {
  readonly first: Host;
  /** Of whatever runs now. Ends the watching. */
  stop(settings?: { readonly force?: boolean }): Promise<void>;
  failForeign: Host['failForeign'];
}

/** Answers when it runs. `ready`: it does, again. Throws what the first boot throws. */
export async function startWatching(
  given: HostOptions,
  io: Io,
  ready: (host: Host) => void,
): Promise<Watched> {
  const fresh = new Map<string, number>();
  const first = await bootHost({ ...given, fresh });
  let host: Host | undefined = first;
  // A free port was taken: those who look at it find it there again.
  const http = { ...(given.values?.['http'] as object), port: Number(new URL(first.url).port) };
  const options = { ...given, fresh, log: first.log, values: { ...given.values, http } };
  let plan = await planHost(options);
  const ended = new AbortController();
  const seen = new Map<string, string>();
  ready(first);
  say(io, `watching ${watchedPaths(plan).join(', ')}`);

  async function take(changed: readonly string[]): Promise<void> {
    for (const path of changed) fresh.set(path, (fresh.get(path) ?? 0) + 1);
    const next = await planHost({ ...options, log: silentLogger });
    const problems = allProblems(next).map(describeProblem);
    if (problems.length > 0) return say(io, `it goes on as it was:\n${problems.join('\n')}`);
    const { restart, lines } = await takeOver({ host, before: plan, next, changed });
    plan = next;
    for (const line of lines) say(io, line);
    if (restart !== undefined) await startAnew(restart);
  }

  async function startAnew(reason: string): Promise<void> {
    say(io, `starting anew: ${reason}`);
    // Jobs that run begin again; their author has other things to look at.
    await host?.stop({ force: true });
    host = ended.signal.aborted ? undefined : await bootAgain(options, io);
    // Asked to stop meanwhile.
    if (ended.signal.aborted) await host?.stop({ force: true });
    else if (host) ready(host);
  }

  async function watch(): Promise<void> {
    while (!ended.signal.aborted) {
      const changed = await nextChange(watchedPaths(plan), seen, LOOK_MS, ended.signal);
      if (changed.length > 0) await take(changed);
    }
  }

  const watching = watch().catch((error: unknown) => {
    first.log.error({ err: error }, 'watching has ended; the platform goes on as it is');
  });
  return {
    first,
    failForeign: (...one) => host?.failForeign(...one) ?? false,
    async stop(settings) {
      ended.abort();
      await host?.stop(settings);
      await watching;
    },
  };
}

/** undefined: it could not start, which is said; the next change may mend it. */
async function bootAgain(options: HostOptions, io: Io): Promise<Host | undefined> {
  try {
    return await bootHost(options);
  } catch (error) {
    say(io, isTurnpikeError(error) ? describeProblem(error) : String(error));
    return undefined;
  }
}

/** Plugins that the configuration names by their path, and its files. Added ones do not change. */
function watchedPaths(plan: HostPlan): readonly string[] {
  const { installed, configFiles, configuration, root } = plan;
  const { pluginsDir } = pathsOf(configuration.core, root);
  const sources = installed.map(({ source }) => source);
  const paths = sources.filter((source) => isAbsolute(source) && !liesIn(pluginsDir, source));
  return [...new Set([...paths, ...configFiles])];
}

function say(io: Io, text: string): void {
  io.err(`watch: ${withoutCredentials(text)}\n`);
}
