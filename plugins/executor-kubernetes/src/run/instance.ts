import type { AdoptedInstance, Clock, Logger, RunExit, RunningScript } from '@turnpike/sdk';
import {
  attendCommand,
  exitOfRecord,
  followLog,
  type LogEnd,
  type LogReading,
} from '@turnpike/sdk/wrapper';
import { again } from '../client/again.js';
import { isApiError } from '../client/api-error.js';
import type { ClusterClient } from '../client/client.js';
import type { Exec } from '../client/exec.js';
import type { Pod } from '../client/resources.js';
import type { KubernetesConfig } from '../config.js';
import { verdictOf, type Verdict } from '../end/verdict.js';
import type { KubernetesMetrics } from '../metrics.js';
import type { PodRef, PodWatch } from '../pod-watch.js';
import { limitsOf } from '../pod/limits-of.js';
import { PLACE } from '../pod/containers.js';
import { LOG, MARK } from '../pod/names.js';
import { endPod } from './end-pod.js';
import { podState } from './pod-state.js';
import { uploadScript } from './upload.js';

export interface InstanceParts {
  readonly client: ClusterClient;
  readonly config: KubernetesConfig;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: KubernetesMetrics;
  readonly watch: PodWatch;
}

/** What has not come so long after the job's end, over a connection that stands, does not come any more. */
const LAST_WORDS_MS = 30_000;
const LAST_LOOK_MS = 5_000;
/** So long after the job's end connections are tried anew. */
const LAST_TRIES_MS = 300_000;
/** The pod is looked at so often, whatever the watch says. */
const LOOK_MS = 60_000;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [100, 5_000];
/** An API server that is away for longer keeps its verdicts. */
const VERDICT_MS = 600_000;

/** A run in its pod, which runs; new, or left by an earlier process of this worker. */
export function createInstance(parts: InstanceParts, pod: Pod): AdoptedInstance {
  const { client, config, clock, log, metrics, watch } = parts;
  const { namespace = '', name, uid } = pod.metadata;
  const ref: PodRef = { namespace, name };
  const over = new AbortController();
  let stopping: Promise<void> | undefined;
  let reading: Exec | undefined;
  let endingSince: number | undefined;
  let isSilent = false;
  /** Since when the open connection has given nothing although somebody wants it. */
  let waitingSince: number | undefined;
  const following = followLog({ mark: pod.metadata.annotations?.[MARK] ?? '', open, broken });
  over.signal.addEventListener('abort', () => following.close('The instance was stopped.'));

  /** Of the cluster itself, not of a cache: nothing is decided by hearsay. */
  const live = (): Promise<Pod | undefined> =>
    again({ clock, signal: over.signal, ms: VERDICT_MS }, () => client.pod(namespace, name));

  async function open(from: number): Promise<LogReading> {
    const command = attendCommand(PLACE, from);
    const exec = await client.exec(
      { ...ref, pod: name, container: LOG, command, stdin: true },
      over.signal,
    );
    reading = exec;
    return { bytes: taking(exec), beat: (line) => exec.write(Buffer.from(line)) };
  }

  /** Ends the connection with the reading. */
  async function* taking(exec: Exec): AsyncGenerator<Uint8Array> {
    try {
      waitingSince = clock.monotonic();
      for await (const chunk of exec.stdout) {
        waitingSince = undefined;
        yield chunk;
        waitingSince = clock.monotonic();
      }
    } finally {
      waitingSince = undefined;
      exec.close();
    }
  }

  /** After a break: undefined where it may go on. */
  async function broken(error: unknown, tries: number): Promise<string | undefined> {
    if (error !== undefined && !isApiError(error)) throw error;
    const found = await live();
    const state = podState(found, uid);
    if (state === 'gone') return 'The pod of the job is gone.';
    if (state === 'ending') {
      endingSince ??= clock.monotonic();
      const isLate = clock.monotonic() - endingSince > LAST_TRIES_MS;
      if (isSilent || isLate) return 'Its log does not come to an end.';
    }
    metrics.logResumes.inc();
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
    await clock.sleep(pause, over.signal).catch(() => undefined);
    return undefined;
  }

  /** A stream may be silent because its node is: what the watch says makes us look, and cut it. */
  async function guard(): Promise<void> {
    while (!over.signal.aborted) {
      const told = await watch.changed(ref, LOOK_MS, over.signal);
      if (over.signal.aborted) return;
      const state = podState(told, uid);
      if (state === 'running') continue;
      const sure = podState(await live(), uid);
      if (sure === 'gone') reading?.close();
      if (sure !== 'ending') continue;
      await clock.sleep(LAST_LOOK_MS, over.signal);
      // Who is slow to take what there is does not wait for it.
      if (waitingSince === undefined || clock.monotonic() - waitingSince < LAST_WORDS_MS) {
        watch.again(ref);
        continue;
      }
      isSilent = true;
      reading?.close();
    }
  }

  async function judge(end: LogEnd): Promise<Verdict> {
    const record = 'record' in end ? end.record : undefined;
    const exit = record && exitOfRecord(record);
    if (exit && 'lost' in exit && !stopping) return { exit, reason: record.stopped };
    return verdictOf({
      recorded: record?.code,
      oomKills: record?.oomKills ?? 0,
      pod: matching(await live(), uid),
      logLost: 'lost' in end ? end.lost : undefined,
      ...limitsOf(pod),
    });
  }

  async function* output(settle: (exit: RunExit) => void): AsyncGenerator<Uint8Array> {
    let exit: RunExit = { lost: 'Its log was not read to the end.' };
    try {
      yield* following.output;
      if (stopping) exit = { lost: 'The instance was stopped.' };
      else {
        const verdict = await judge(await following.end);
        metrics.endings.inc({ reason: verdict.reason });
        exit = verdict.exit;
        if (verdict.words) yield Buffer.from(`\r\n\u001b[31;1m${verdict.words}\u001b[0m\r\n`);
      }
    } catch (error) {
      if (!over.signal.aborted) log.warn({ err: error, pod: name }, 'a log could not be followed');
      exit = { lost: `The pod could not be watched: ${(error as Error).message}` };
    } finally {
      over.abort();
      settle(exit);
    }
  }

  async function end(): Promise<void> {
    over.abort();
    const isGone = await endPod({ client, clock, graceSeconds: config.stopSeconds }, pod);
    watch.forget(ref);
    if (!isGone) log.warn({ pod: name }, 'a pod is held by a node that does not answer');
  }

  /** A job that has ended may have had its script, and only the answer was lost: its log says what has become of it. */
  async function notHandedOver(error: unknown): Promise<void> {
    const state = await live().then(
      (found) => podState(found, uid),
      () => 'running',
    );
    if (over.signal.aborted || state === 'ending') return;
    following.close(`The script could not be handed over: ${(error as Error).message}`);
  }

  function resume(): RunningScript {
    let settle!: (exit: RunExit) => void;
    const exit = new Promise<RunExit>((resolve) => (settle = resolve));
    guard().catch((error: unknown) => {
      if (!over.signal.aborted) log.warn({ err: error, pod: name }, 'a pod cannot be watched');
    });
    return { output: output(settle), exit };
  }

  return {
    id: `pod ${namespace}/${name}`,
    run(bash) {
      uploadScript({ client, clock, signal: over.signal }, ref, bash).catch(notHandedOver);
      return resume();
    },
    resume,
    keepFor: (seconds) => following.keepFor(seconds),
    leave() {
      over.abort();
      watch.forget(ref);
      return Promise.resolve();
    },
    stop: () => (stopping ??= end()),
  };
}

/** Another pod of the same name is none of ours. */
function matching(pod: Pod | undefined, uid: string | undefined): Pod | undefined {
  return pod?.metadata.uid === uid ? pod : undefined;
}
