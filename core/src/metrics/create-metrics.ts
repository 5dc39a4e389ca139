import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Metrics } from '../contracts/host.js';

const PREFIX = 'turnpike_';
/** The default, 10, wakes an idle process a hundred times a second. */
const LAG_PRECISION_MS = 100;

/** The metrics of one process, and the text that Prometheus reads. */
export interface MetricsRegistry extends Metrics {
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** The same name asked for twice is one metric: plugins come and go. */
export function createMetrics(settings: { readonly process?: boolean } = {}): MetricsRegistry {
  const registry = new Registry();
  if (settings.process !== false)
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_PRECISION_MS });

  function once<M>(name: string, make: () => M): M {
    return (registry.getSingleMetric(name) as M | undefined) ?? make();
  }
  function options(name: string, help: string, labels: readonly string[]) {
    return { name: PREFIX + name, help, labelNames: [...labels], registers: [registry] };
  }

  return {
    counter(name, help, labels = []) {
      const counter = once(PREFIX + name, () => new Counter(options(name, help, labels)));
      return { inc: (values, by = 1) => counter.inc({ ...values }, by) };
    },
    gauge(name, help, labels = []) {
      const gauge = once(PREFIX + name, () => new Gauge(options(name, help, labels)));
      return { set: (value, values) => gauge.set({ ...values }, value) };
    },
    histogram(name, help, labels = [], buckets) {
      const histogram = once(
        PREFIX + name,
        () =>
          new Histogram({
            ...options(name, help, labels),
            ...(buckets ? { buckets: [...buckets] } : {}),
          }),
      );
      return { observe: (value, values) => histogram.observe({ ...values }, value) };
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
