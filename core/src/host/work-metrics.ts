/** The figures of the plugins, as Prometheus reads them. */
import type { Metrics, PluginWork, WorkFigures } from '../contracts/host.js';
import type { Unit } from './unit.js';

const KINDS = ['taps', 'handlers', 'sweeps', 'routes', 'phases'] as const;
type Told = Readonly<Record<keyof WorkFigures, number>>;

/** Each call tells how they are now. */
export function workMetrics(
  metrics: Metrics,
): (units: readonly Unit[], work: readonly PluginWork[]) => void {
  const labels = ['plugin', 'kind'];
  const told = new Map<string, Told>();
  const counter = (name: string, help: string) => metrics.counter(name, help, labels);
  const calls = counter('plugin_calls_total', 'How often the host called code of a plugin.');
  const failures = counter('plugin_failures_total', 'Calls of a plugin that failed.');
  const total = counter('plugin_seconds_total', 'Until it answered, waiting included.');
  const busy = counter('plugin_busy_seconds_total', 'Until it first waited: nothing else ran.');
  const heap = metrics.gauge('plugin_heap_bytes', 'Estimate of what lives by its code.', [
    'plugin',
  ]);
  const failed = metrics.gauge('plugin_failed', '1: the plugin failed and does not run.', [
    'plugin',
  ]);

  function tellKind(plugin: string, kind: string, now: WorkFigures): void {
    const before = told.get(`${kind} ${plugin}`);
    const since = (figure: keyof WorkFigures) => Math.max(0, now[figure] - (before?.[figure] ?? 0));
    told.set(`${kind} ${plugin}`, now);
    if (now.calls === 0) return;
    calls.inc({ plugin, kind }, since('calls'));
    failures.inc({ plugin, kind }, since('failures'));
    total.inc({ plugin, kind }, since('totalMs') / 1_000);
    busy.inc({ plugin, kind }, since('busyMs') / 1_000);
  }

  return (units, work) => {
    for (const { plugin, scope } of units) failed.set(scope.state === 'failed' ? 1 : 0, { plugin });
    for (const one of work) {
      for (const kind of KINDS) tellKind(one.plugin, kind, one[kind]);
      if (one.heapBytes !== null) heap.set(one.heapBytes, { plugin: one.plugin });
    }
  };
}
