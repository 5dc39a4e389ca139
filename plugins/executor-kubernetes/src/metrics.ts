import type { Counter, Gauge, Histogram, Metrics } from '@turnpike/sdk';

/** What an operator wants to know of a fleet of pods. */
export interface KubernetesMetrics {
  /** `phase`: schedule, pull, start, services, upload. */
  readonly startSeconds: Histogram;
  readonly startFailures: Counter;
  readonly instances: Gauge;
  readonly logResumes: Counter;
  readonly endings: Counter;
  readonly calls: Counter;
  readonly watchRestarts: Counter;
  readonly reaped: Counter;
}

const BUCKETS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900];

export function createMetrics(metrics: Metrics): KubernetesMetrics {
  const named = (name: string): string => `executor_${name}`;
  const counter = (name: string, help: string, labels: readonly string[]): Counter =>
    metrics.counter(named(name), help, labels);
  return {
    startSeconds: metrics.histogram(
      named('start_seconds'),
      'Time of each part of a start.',
      ['phase'],
      BUCKETS,
    ),
    startFailures: counter('start_failures_total', 'Starts that failed.', ['blame', 'reason']),
    instances: metrics.gauge(named('instances'), 'Pods of this worker.', ['state']),
    logResumes: counter('log_resumes_total', 'Log streams that broke and went on.', []),
    endings: counter('endings_total', 'How runs ended.', ['reason']),
    calls: counter('api_requests_total', 'Calls of the API server.', ['verb', 'code']),
    watchRestarts: counter('watch_restarts_total', 'Watches that began anew.', ['why']),
    reaped: counter('reaped_total', 'Pods that were ended for nobody needed them.', ['why']),
  };
}
