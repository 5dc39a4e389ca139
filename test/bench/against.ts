/** Another commit beside this one: the same benches, in turns, so that what else the machine does hits both alike. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/process.js';
import { spread, type Figure, type Spread } from './harness.js';

/** How much longer this commit takes: 1.05 is five percent slower, whatever is measured. */
export interface Slowdown extends Spread {
  readonly unit: Figure['unit'];
  readonly before: number;
  readonly now: number;
}
type Slowdowns = Readonly<Record<string, Slowdown>>;

interface Measured {
  readonly unit: Figure['unit'];
  readonly median: number;
}
type Result = Readonly<Record<string, Measured>>;

/** @param pairs of runs, one of each commit; whichever begins changes. */
export function compareWith(
  commit: string,
  names: readonly string[],
  pairs: number,
): Readonly<Record<string, Slowdowns>> {
  const tree = join(mkdtempSync(join(tmpdir(), 'turnpike-against-')), 'tree');
  try {
    checkOut(commit, tree);
    return Object.fromEntries(names.map((name) => [name, compareOne(tree, name, pairs)]));
  } finally {
    git('worktree', 'remove', '--force', tree);
    rmSync(join(tree, '..'), { recursive: true, force: true });
  }
}

function compareOne(tree: string, name: string, pairs: number): Slowdowns {
  const before: Result[] = [];
  const now: Result[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const turns = [
      [tree, before],
      [root, now],
    ] as const;
    for (const [folder, results] of pair % 2 === 0 ? turns : turns.toReversed())
      results.push(measure(folder, name));
    console.error(`bench ${name}: ${pair + 1} of ${pairs} pairs`);
  }
  const figures = Object.keys(now[0] ?? {}).filter((figure) => before[0]?.[figure]);
  return Object.fromEntries(
    figures.map((figure) => [figure, slowdown(figure, before, now)] as const),
  );
}

function slowdown(figure: string, before: readonly Result[], now: readonly Result[]): Slowdown {
  const of = (results: readonly Result[]): number[] => results.map((one) => one[figure]!.median);
  const { unit } = now[0]![figure]!;
  const isRate = unit === 'MB/s' || unit === '1/s';
  const [olds, news] = [of(before), of(now)];
  const ratios = news.map((value, at) => (isRate ? olds[at]! / value : value / olds[at]!));
  return { unit, before: spread(olds).median, now: spread(news).median, ...spread(ratios) };
}

/** One round of one bench, by the commit's own code. */
function measure(folder: string, name: string): Result {
  const printed = execFileSync(
    process.execPath,
    [join(root, 'node_modules/tsx/dist/cli.mjs'), 'test/bench/run.ts', name, '--rounds', '1'],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e8 },
  );
  const { results } = JSON.parse(printed) as { results: Record<string, Result> };
  if (!results[name]) throw new Error(`There is no bench ${name} in ${folder}.`);
  return results[name];
}

/** A worktree of its own with the packages of this one, compiled. */
function checkOut(commit: string, tree: string): void {
  git('worktree', 'add', '--detach', tree, commit);
  const modules = join(tree, 'node_modules');
  mkdirSync(join(modules, '@turnpike'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@turnpike') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const folder of packages(tree)) {
    const text = readFileSync(join(tree, folder, 'package.json'), 'utf8');
    const { name } = JSON.parse(text) as { name: string };
    symlinkSync(join(tree, folder), join(modules, name));
    // What a package has of its own, and pages, which no bench measures.
    for (const own of folder === 'ui' ? ['dist'] : ['node_modules'])
      if (existsSync(join(root, folder, own)))
        symlinkSync(join(root, folder, own), join(tree, folder, own));
  }
  console.error(`building ${commit}`);
  // Not the whole build: it would install packages anew, into folders that belong to this commit.
  const node = (...args: readonly string[]): void =>
    void execFileSync(process.execPath, args, { cwd: tree, stdio: 'ignore' });
  node(join(root, 'node_modules/typescript7/bin/tsc'), '-b');
  node('scripts/bundle.mjs');
}

function packages(tree: string): readonly string[] {
  const plugins = readdirSync(join(tree, 'plugins')).map((name) => `plugins/${name}`);
  const all = ['core', 'sdk', 'ui', ...plugins];
  return all.filter((folder) => existsSync(join(tree, folder, 'package.json')));
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root, stdio: 'ignore' });
}
