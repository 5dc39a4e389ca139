/** Looks at the bucket before anything is kept there, once a process. */
import { isTurnpikeError, type FactLook, type Logger } from '@turnpike/sdk';
import { asFault } from '../faults.js';
import type { Objects } from '../wire/objects.js';
import { laxness } from './laxness.js';
import { probeRights } from './rights.js';

export interface Probe {
  /** Throws what the administrator has to mend. A server that is away is none of that: what is kept waits for it. */
  run(): Promise<void>;
  look(): Promise<FactLook>;
}
export interface ProbeOptions {
  readonly objects: Objects;
  readonly stranger: Objects;
  readonly prefix: string;
  /** For people: `s3://bucket/prefix at host`. */
  readonly place: string;
  readonly log: Logger;
}

/** Requests are good for 15 minutes. */
const SKEW_MS = 60_000;

export function createProbe(options: ProbeOptions): Probe {
  const { objects, log } = options;
  let warnings: readonly string[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    try {
      await probeRights(objects, options.prefix);
      warnings = await warningsOf(options);
    } catch (error) {
      const fault = asFault(error);
      if (!isTurnpikeError(fault) || fault.code !== 'TURNPIKE_OBJECTS_UNAVAILABLE') throw fault;
      running = undefined;
      log.warn({ err: fault }, 'S3 is away at the start: what comes waits on this disk');
      return;
    }
    for (const words of warnings)
      log.warn(
        { code: 'TURNPIKE_OBJECTS_LAX', place: options.place, words },
        'S3 is not as it should be',
      );
  }

  return {
    run: () => (running ??= run()),
    async look() {
      const [words] = warnings;
      if (words === undefined) return reach(options);
      const wayOut = 'Let nobody but Turnpike reach that server, or use another one.';
      return { state: 'warning', text: `${options.place}: ${warnings.join('; ')}`, wayOut };
    },
  };
}

async function warningsOf(options: ProbeOptions): Promise<readonly string[]> {
  const { objects, stranger, prefix } = options;
  const skewMs = Math.abs(objects.client.skewMs);
  const clock =
    skewMs > SKEW_MS ? [`its clock and ours differ by ${Math.round(skewMs / 1000)} s`] : [];
  return [...clock, ...(await laxness(objects, stranger, prefix))];
}

async function reach({ objects, prefix, place }: ProbeOptions): Promise<FactLook> {
  try {
    await objects.client.text({
      ...{ method: 'GET', key: '', tries: 1, signal: AbortSignal.timeout(1_500) },
      query: { 'list-type': '2', 'max-keys': '1', prefix },
    });
    return { state: 'ok', text: place };
  } catch (error) {
    const fault = asFault(error) as Error & { readonly details?: { readonly wayOut?: string } };
    const { wayOut } = fault.details ?? {};
    return { state: 'warning', text: `${place}: ${fault.message}`, ...(wayOut ? { wayOut } : {}) };
  }
}
