import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import type { Host, HostOptions } from '../../host/host.js';
import { bootHost } from '../../host/boot.js';
import { guardProcess } from '../../host/process-faults.js';
import { watchEventLoop } from '../../host/watchdog.js';
import { addressChecks } from '../address-checks.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { configOptions, withConfig, type ConfigFlags } from '../options.js';
import type { Watched } from '../watch/start-watching.js';
import type { Session } from '../run-cli.js';

/** How much the heap grows until it is collected. Less saves memory and costs time (decision 032). */
const GROWING_PERCENT = 60;

interface StartFlags extends ConfigFlags {
  readonly sample?: boolean;
  readonly watch?: boolean;
}

export function register(program: Command, session: Session): void {
  withConfig(program.command('start'))
    .summary('start the platform, or one role of it')
    .description(
      'Starts everything in this process, or one role (config/roles/<role>.yml). The first Ctrl-C or SIGTERM ends what runs, the second one at once.',
    )
    .option('--role <role>', 'start only this role')
    .option('--sample', 'build a sample project on the first start')
    .option('--watch', 'for authors: takes plugins named by their path anew when they change')
    .action(async (flags: StartFlags) => session.finish(await start(flags, session.io)));
}

async function start(flags: StartFlags, io: Io): Promise<number> {
  collectEarly();
  const options = { ...configOptions(flags, io), watchesHeap: true };
  const started = flags.watch === true ? await watching(options, flags, io) : undefined;
  const host = started?.first ?? (await bootHost(options));
  warnOfAddresses(host);
  const stopped = stopOnSignals({ log: host.log, ...(started ?? partsOf(host)) });
  const unwatch = watchEventLoop(host.config.host.blockedSeconds, host.hasForeign, host.log);
  if (!started) sayReady(host, flags, io);
  if (flags.sample === true) {
    const { showSample } = await import('../sample/show-sample.js');
    void showSample(host, io).catch((error: unknown) =>
      host.log.error({ err: error }, 'the sample project could not be shown'),
    );
  }
  await stopped;
  await unwatch();
  return EXIT.ok;
}

async function watching(options: HostOptions, flags: StartFlags, io: Io): Promise<Watched> {
  const { startWatching } = await import('../watch/start-watching.js');
  return startWatching(options, io, (host) => sayReady(host, flags, io));
}

function sayReady(host: Host, flags: StartFlags, io: Io): void {
  if (flags.json === true) io.out(`${JSON.stringify({ ready: host.publicUrl })}\n`);
  else io.out(`ready ${host.url}\n`);
}

function partsOf({ stop, failForeign }: Host): Pick<Host, 'stop' | 'failForeign'> {
  return { stop, failForeign };
}

/** What `turnpike doctor` would say of how people reach it. */
function warnOfAddresses({ config, log }: Host): void {
  for (const { name, message, wayOut } of addressChecks(config))
    log.warn({ check: name, wayOut }, message);
}

/**
 * On a machine with much memory V8 lets the old generation grow to four times of what lives before it looks
 * for garbage: 300 MB after 1,000 builds, of which 45 are in use.
 */
function collectEarly(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}

/** Resolves when the host has stopped. */
function stopOnSignals(host: Pick<Host, 'log' | 'stop' | 'failForeign'>): Promise<void> {
  return new Promise((resolve, reject) => {
    let calls = 0;
    const onSignal = (signal: NodeJS.Signals) => {
      calls += 1;
      const force = calls > 1;
      host.log.info({ signal, force }, force ? 'stopping at once' : 'stopping');
      host.stop({ force }).then(resolve, reject);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    const exit = process.exit.bind(process);
    guardProcess(host, (code) => {
      process.exitCode = code;
      host.stop({ force: true }).then(() => exit(code), reject);
    });
  });
}
