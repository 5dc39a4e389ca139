/**
 * `npm run bench [-- NAME…] [--rounds N]`: medians of the rounds with their spread, as JSON on standard output.
 * `--against COMMIT NAME…`: how much slower each figure is than there, in N pairs of runs.
 */
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { compareWith } from './against.js';
import { spread, type Bench, type Figure, type Figures, type Spread } from './harness.js';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, against: { type: 'string' } },
});

interface Report extends Spread {
  readonly unit: Figure['unit'];
  readonly budget?: number;
  readonly met?: boolean;
}

function report(rounds: readonly Figures[]): Readonly<Record<string, Report>> {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const first = rounds[0]![name]!;
      const found = spread(rounds.map((round) => round[name]?.value ?? Number.NaN));
      const budget = first.budget;
      const met =
        budget === undefined
          ? {}
          : { budget, met: first.atLeast ? found.median >= budget : found.median <= budget };
      return [name, { unit: first.unit, ...found, ...met }];
    }),
  );
}

async function runBench(bench: Bench): Promise<Readonly<Record<string, Report>>> {
  const context = await bench.setUp?.();
  try {
    if (bench.warmUp !== false) await bench.round(context);
    const rounds: Figures[] = [];
    for (let round = 0; round < (Number(values.rounds) || bench.rounds || 5); round += 1)
      rounds.push(await bench.round(context));
    return report(rounds);
  } finally {
    await bench.tearDown?.(context);
  }
}

async function runAll(): Promise<Record<string, unknown>> {
  const folder = new URL('./', import.meta.url);
  const results: Record<string, unknown> = {};
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.bench.ts'))
    .toSorted()) {
    const { bench } = (await import(new URL(file, folder).href)) as { bench: Bench };
    if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
    console.error(`bench ${bench.name}: ${bench.summary}`);
    results[bench.name] = await runBench(bench);
  }
  return results;
}

const { against } = values;
const results = against ? compareWith(against, wanted, Number(values.rounds) || 7) : await runAll();
console.log(
  JSON.stringify(
    { node: process.version, cpus: cpus().length, memoryBytes: totalmem(), results },
    null,
    2,
  ),
);
