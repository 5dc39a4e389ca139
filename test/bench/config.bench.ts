import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { createConfigCompiler } from '@turnpike/plugin-travis-yml';
import { installedKeys } from '@turnpike/sdk/testing';
import type { ConditionData } from '@turnpike/sdk';
import { collectGarbage } from '../support/garbage.js';
import { percentile, type Bench, type Figures } from './harness.js';

interface RealFile {
  readonly input: string;
  readonly data: ConditionData;
}

const folder = new URL('../../../shared/conformance/config/realworld/', import.meta.url);

/** All real files beside the project; a few of its own where there are none. */
function files(): readonly RealFile[] {
  if (!existsSync(folder)) return samples;
  return readdirSync(folder).flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RealFile),
  );
}

const data: ConditionData = { type: 'push', branch: 'main' };
const samples: readonly RealFile[] = [
  { input: 'language: node_js\nnode_js: [18, 20]\nscript: npm test\n', data },
  { input: 'rvm: [2.7, 3.3]\nenv: [A=1, A=2]\njobs: {exclude: [{rvm: 2.7, env: A=2}]}\n', data },
];

const compiler = createConfigCompiler(await installedKeys());

async function timed({ input: text, data: given }: RealFile): Promise<number> {
  const started = performance.now();
  // A few files are refused, as they are by Travis: refusing costs time, too.
  await compiler.lint({ text, data: given }).catch(() => undefined);
  return performance.now() - started;
}

/** What is in use after the garbage is gone, in MB. */
function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

let rounds = 0;
let heapOfRound5 = Number.NaN;

/** Heap of this round over that of the fifth: it stays about 1 where memory is steady. */
function growth(used: number): number {
  rounds++;
  if (rounds === 5) heapOfRound5 = used;
  if (rounds === 5 || rounds === 50)
    console.error(`  heap after ${rounds} rounds: ${used.toFixed(1)} MB`);
  return rounds < 5 ? 1 : used / heapOfRound5;
}

/** Text to jobs, messages and stages, one core, warm. */
export const bench: Bench = {
  name: 'config',
  summary: 'Real-world .travis.yml files from text to jobs.',
  rounds: 50,
  setUp: async () => files(),
  async round(context): Promise<Figures> {
    const all = context as readonly RealFile[];
    const times: number[] = [];
    for (const file of all) times.push(await timed(file));
    const largest = all.reduce(
      (index, file, at) => (file.input.length > (all[index]?.input.length ?? 0) ? at : index),
      0,
    );
    const sorted = times.toSorted((a, b) => a - b);
    const used = heap();
    return {
      files: { value: all.length, unit: 'count' },
      median: { value: percentile(sorted, 50), unit: 'ms', budget: 2 },
      p99: { value: percentile(sorted, 99), unit: 'ms', budget: 20 },
      largest: { value: times[largest] ?? Number.NaN, unit: 'ms', budget: 100 },
      heap: { value: used, unit: 'MB', budget: 200 },
      growth: { value: growth(used), unit: 'ratio', budget: 1.1 },
    };
  },
};
