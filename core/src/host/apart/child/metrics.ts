import type { Metrics } from '../../../contracts/host.js';
import type { Channel } from '../channel.js';

/** Each value is told to the server, which counts. */
export function metricsOf(channel: Channel): Metrics {
  const maker =
    <H>(
      kind: keyof Metrics,
      verb: string,
      order: (args: readonly unknown[]) => readonly unknown[],
    ) =>
    (...made: readonly unknown[]): H =>
      ({
        [verb]: (...args: readonly unknown[]) =>
          channel.tell('metric', kind, made, verb, order(args)),
      }) as H;
  const asGiven = (args: readonly unknown[]) => args;
  return {
    counter: maker('counter', 'inc', asGiven),
    gauge: maker('gauge', 'set', asGiven),
    histogram: maker('histogram', 'observe', asGiven),
  };
}
