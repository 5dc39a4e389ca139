import type { Metrics } from '@turnpike/core/contracts';

type Labels = Readonly<Record<string, string>>;

/** Metrics that the test can read. @stable */
export interface FakeMetrics extends Metrics {
  /** Of a counter the sum, of a gauge the last value; undefined: it was never touched. */
  value(name: string, labels?: Labels): number | undefined;
  /** All values that a histogram was given, in order. */
  observed(name: string, labels?: Labels): readonly number[];
}

/** For `deps: [fake(tokens.metrics, …)]`. A label that was not declared throws, as with the real ones. @stable */
export function fakeMetrics(): FakeMetrics {
  const all = new Map<string, number[]>();
  const valuesOf = (name: string, labels: Labels = {}): number[] => {
    const key = keyOf(name, labels);
    const values = all.get(key) ?? [];
    all.set(key, values);
    return values;
  };
  const checked = (name: string, known: readonly string[], labels: Labels = {}): number[] => {
    const unknown = Object.keys(labels).filter((label) => !known.includes(label));
    if (unknown.length > 0) throw new Error(`${name} has no label ${unknown.join(', ')}`);
    return valuesOf(name, labels);
  };
  return {
    counter: (name, _help, known = []) => ({
      inc(labels, by = 1) {
        const values = checked(name, known, labels);
        values[0] = (values[0] ?? 0) + by;
      },
    }),
    gauge: (name, _help, known = []) => ({
      set: (value, labels) => void (checked(name, known, labels)[0] = value),
    }),
    histogram: (name, _help, known = []) => ({
      observe: (value, labels) => void checked(name, known, labels).push(value),
    }),
    value: (name, labels) => all.get(keyOf(name, labels))?.[0],
    observed: (name, labels) => all.get(keyOf(name, labels)) ?? [],
  };
}

function keyOf(name: string, labels: Labels = {}): string {
  return JSON.stringify([name, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
