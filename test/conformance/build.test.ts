/** The script compiler against recorded compilations, executions and runs. */
import { compileLine, compileScriptLine, createRegistry } from '@turnpike/plugin-build';
import { addons } from '@turnpike/plugin-addons';
import { deploys } from '@turnpike/plugin-deploys';
import { languages } from '@turnpike/plugin-languages';
import { services } from '@turnpike/plugin-services';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { record, recorded } from './build/counts.js';
import {
  available,
  blobs,
  lines,
  settings,
  type Case,
  type Command,
  type Executed,
  type Observed,
} from './build/data.js';
import { bash, execute, toolsOf, withoutTimes, type Trace } from './build/execute.js';
import { applyRules, rules } from './build/rules.js';

const registry = createRegistry({ languages, addons, services, deploys });
const phases = new Set([
  'before_install',
  'install',
  'before_script',
  'script',
  'before_cache',
  'create_workspaces',
  'cache',
  'after_success',
  'after_failure',
  'after_script',
]);

const flags = [
  'stage',
  'cmd',
  'echo',
  'timing',
  'assert',
  'retry',
  'sudo',
  'secure',
  'when',
] as const;

/** The commands that users see, with their flags and conditions. */
function visible(commands: readonly Command[]): {
  readonly text: string;
  readonly used: readonly string[];
} {
  const shown = commands.filter(
    ({ stage, kind, echo }) => phases.has(stage) && kind === 'cmd' && echo,
  );
  const { commands: kept, used } = applyRules(shown);
  const picked = kept.map((command) => flags.map((flag) => [flag, command[flag] || undefined]));
  return { text: JSON.stringify(picked, null, 1), used };
}

function variables(commands: readonly Command[]): string[] {
  const exported = commands.filter(({ kind, stage }) => kind === 'export' && stage === 'export');
  return exported.map(({ cmd }) => cmd).filter((cmd) => cmd.startsWith('TRAVIS_'));
}

/** Fails where a count is below the recorded one, and names what does not agree. */
function expectNoLess(
  section: string,
  counts: Readonly<Record<string, number>>,
  differing: readonly string[],
): void {
  record(section, counts);
  const before = recorded()[section] ?? {};
  const fallen = Object.entries(before).filter(([name, count]) => (counts[name] ?? 0) < count);
  expect(fallen, `differing: ${differing.join(', ')}`).toEqual([]);
}

function countBy(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

describe.runIf(available || process.env['CI'])('compilations', () => {
  const cases = lines<Case>('cases.jsonl');
  const stored = blobs();

  function compile(item: Case): ReturnType<typeof compileLine> {
    const line = {
      id: item.id,
      settings: { ...settings, ...item.settings },
      payload: item.payload,
    };
    return compileLine(registry, JSON.stringify(line));
  }

  it('has the visible commands, cache slugs and variables of the recordings', () => {
    const counts: Record<string, number> = {};
    const used: Record<string, number> = {};
    const differing: string[] = [];
    const good = cases.filter(({ error }) => !error);
    for (const item of good) {
      const mine = compile(item);
      const theirs = (item.stages ?? []).flatMap(([, ref]) => stored.get(ref)?.commands ?? []);
      const [a, b] = [visible(theirs), visible((mine.commands ?? []) as readonly Command[])];
      for (const name of a.used) countBy(used, name);
      const agrees =
        a.text === b.text &&
        mine.cache_slug === item.cache_slug &&
        JSON.stringify(variables(theirs)) ===
          JSON.stringify(variables((mine.commands ?? []) as readonly Command[]));
      if (agrees) countBy(counts, item.group);
      else differing.push(item.id);
    }
    record('rules', used);
    expectNoLess('cases', counts, differing);
    expect(differing.length / good.length, differing.join(', ')).toBeLessThanOrEqual(0.01);
  });

  it('needs few reviewed differences, each of them still', () => {
    expect(rules.length).toBeLessThanOrEqual(30);
    for (const { name } of rules) expect(recorded()['rules']?.[name], name).toBeGreaterThan(0);
  });

  it('answers every wrong config cleanly', () => {
    const wrong = cases.filter(({ error }) => error);
    for (const item of wrong) {
      const { error, stages } = compile(item);
      if (item.error?.kind === 'config_error') expect(error?.kind, item.id).toBe('config_error');
      else expect(error?.kind ?? stages?.length, item.id).toBeOneOf(['config_error', 24]);
    }
  });
});

/** Preparing the cache differs by design: there is no tool to be fetched first. */
function comparable(trace: Trace | Executed, unordered: boolean): unknown {
  const plumbing = /^(curl .*casher |export CASHER_DIR=|Installing caching utilities)/;
  const calls = trace.calls.filter((call) => !plumbing.test(call)).map(withoutTimes);
  return {
    calls: unordered ? calls.toSorted() : calls,
    echoed: trace.echoed.filter((line) => !plumbing.test(line)),
    folds: trace.folds,
    results: trace.results.map(([text, code]) => [withoutTimes(text), code]),
    exit_code: trace.exit_code,
  };
}

describe.runIf(available || process.env['CI'])('executions', () => {
  it(
    'calls the same tools in the same order with the same results',
    { timeout: 120_000 },
    async () => {
      const all = lines<Executed>('executed.jsonl');
      const tools = toolsOf(all);
      const differing: string[] = [];
      await inLots(all, 4, async (item) => {
        const line = { id: item.id, settings, payload: item.payload, stages: item.stages };
        const { script } = compileScriptLine(registry, JSON.stringify(line));
        const trace = await execute(item, script, tools);
        const unordered = item.unordered ?? false;
        const [a, b] = [comparable(item, unordered), comparable(trace, unordered)];
        if (JSON.stringify(a) !== JSON.stringify(b)) differing.push(item.id);
      });
      expectNoLess('executed', { all: all.length - differing.length }, differing);
      expect(differing).toEqual([]);
    },
  );
});

async function inLots<T>(
  items: readonly T[],
  size: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  for (let i = 0; i < items.length; i += size) await Promise.all(items.slice(i, i + size).map(run));
}

/** Marks of the log: everything but what the commands themselves print. */
function marks(log: string): string[] {
  const kinds =
    /travis_fold:\w+:[^\r]*|travis_time:start|travis_time:end:[^\r]*|^\$ [^\n]*|The command ".*?" [^\n]*exited with \d+/gms;
  return [...withoutTimes(log).matchAll(kinds)].map(([mark]) => mark.split('\n')[0] ?? '');
}

describe.runIf(available || process.env['CI'])('runs', () => {
  it('ends with the same code and the same marks in the log', { timeout: 300_000 }, async () => {
    const all = lines<Observed>('observed.jsonl');
    const differing: string[] = [];
    await inLots(all, 4, async (item) => {
      const line = { id: item.id, settings, payload: item.payload };
      const { script } = compileScriptLine(registry, JSON.stringify(line));
      const home = mkdtempSync(join(tmpdir(), 'turnpike-run-'));
      writeFileSync(join(home, 'build.sh'), script);
      const { code, log } = await bash(
        join(home, 'build.sh'),
        { HOME: home, PATH: process.env['PATH'] },
        home,
      );
      rmSync(home, { recursive: true, force: true });
      const checkout = log.indexOf('\u001b[33;1mSkipping `git clone`');
      const [a, b] = [marks(item.log_tail), marks(checkout < 0 ? log : log.slice(checkout))];
      if (code !== item.exit_code || JSON.stringify(a) !== JSON.stringify(b))
        differing.push(item.id);
    });
    expectNoLess('observed', { all: all.length - differing.length }, differing);
    expect(differing).toEqual([]);
  });
});
