/** Stops a host backwards, each plugin under its own time limit; nothing can keep it from ending. */
import { withinTime } from '../hooks/tap-runner.js';
import type { BootState } from './boot-state.js';
import { offersBroker, type Unit } from './unit.js';

export interface Stopper {
  /** Repeatable. A second call with `force` ends draining at once. */
  stop(force: boolean): Promise<void>;
}

/** Draining ends jobs: plugins limit it themselves; this only keeps a broken one from hanging. */
const DRAIN_LIMIT_MS = 600_000;
const HTTP_GRACE_MS = 3_000;

export function createStopper(parts: BootState): Stopper {
  const { core, hooks } = parts;
  const limitMs = core.config.host.stopSeconds * 1_000;
  let isForced = false;
  let stopping: Promise<void> | undefined;
  let skipDrain: () => void = () => undefined;
  const forced = new Promise<void>((resolve) => {
    skipDrain = resolve;
  });

  async function attempt(
    who: string,
    what: string,
    ms: number,
    work: () => unknown,
  ): Promise<void> {
    try {
      await withinTime(Promise.resolve(work()), ms);
    } catch (error) {
      core.log.error({ plugin: who, phase: what, err: error }, 'stopping failed');
    }
  }

  async function drain(): Promise<void> {
    for (const { definition, context, isStarted, plugin } of parts.units.toReversed()) {
      if (isForced || !isStarted || !context || !definition.drain) continue;
      const work = definition.drain.bind(definition);
      await Promise.race([attempt(plugin, 'drain', DRAIN_LIMIT_MS, () => work(context)), forced]);
    }
  }

  function end(unit: Unit): Promise<void> {
    return stopUnit(unit, (what, work) => attempt(unit.plugin, what, limitMs, work));
  }

  async function stopAll(): Promise<void> {
    await attempt('core', 'host.stopping', limitMs, () => hooks.host.stopping.promise());
    await drain();
    await attempt('core', 'http', HTTP_GRACE_MS + limitMs, () => core.http.close(HTTP_GRACE_MS));
    await attempt('core', 'facts', limitMs, () => parts.reporter?.stop());
    parts.heap?.stop();
    const backwards = parts.units.toReversed();
    for (const unit of backwards.filter((one) => !offersBroker(one))) await end(unit);
    // The bus says goodbye to its broker, so the broker goes after it.
    await attempt('core', 'bus', limitMs, () => parts.bus?.close());
    for (const unit of backwards.filter(offersBroker)) await end(unit);
    await attempt('core', 'store', limitMs, () => parts.store?.close());
    await attempt('core', 'container', limitMs, () => core.container.dispose());
  }

  return {
    stop(force) {
      // No new work from those who ask whether we are ready.
      parts.isReady = false;
      if (force) {
        isForced = true;
        skipDrain();
      }
      return (stopping ??= stopAll());
    },
  };
}

/** Sweeps and handlers first, so that nothing new begins; then `stop`, then the rest of the scope. */
export async function stopUnit(
  unit: Unit,
  attempt: (what: string, work: () => unknown) => Promise<void>,
): Promise<void> {
  const { definition, context } = unit;
  await attempt('sweeps', () => Promise.all([...unit.sweepers.values()].map((one) => one.stop())));
  if (unit.isStarted && context && definition.stop) {
    await attempt('stop', () => definition.stop?.(context));
  }
  unit.isStarted = false;
  await attempt('undo', () => unit.scope.dispose());
  unit.ready.resolve();
}
