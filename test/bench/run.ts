/** `npm run bench [-- NAME…]`: medians of the rounds with their spread, as JSON on standard output. */
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { spread, type Bench, type Figure, type Figures, type Spread } from './harness.js';

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
      const values = spread(rounds.map((round) => round[name]?.value ?? Number.NaN));
      const budget = first.budget;
      const met =
        budget === undefined
          ? {}
          : { budget, met: first.atLeast ? values.median >= budget : values.median <= budget };
      return [name, { unit: first.unit, ...values, ...met }];
    }),
  );
}

async function runBench(bench: Bench): Promise<Readonly<Record<string, Report>>> {
  const context = await bench.setUp?.();
  try {
    await bench.round(context);
    const rounds: Figures[] = [];
    for (let round = 0; round < (bench.rounds ?? 5); round += 1)
      rounds.push(await bench.round(context));
    return report(rounds);
  } finally {
    await bench.tearDown?.(context);
  }
}

const wanted = process.argv.slice(2);
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
console.log(
  JSON.stringify(
    { node: process.version, cpus: cpus().length, memoryBytes: totalmem(), results },
    null,
    2,
  ),
);
