/**
 * What holds for every configuration, whatever stands in it: for all real files beside the project,
 * and for files made of their sections.
 */
import { createConfigCompiler, createConfigJsonl } from '@turnpike/plugin-travis-yml';
import { isTurnpikeError, type JobConfig, type LintResult } from '@turnpike/sdk';
import fc from 'fast-check';
import { installedKeys } from '@turnpike/sdk/testing';
import { describe, expect, it } from 'vitest';
import { canonical, hasData, type Case } from './config/data.js';
import { hybrids, realTexts } from './config/inputs.js';

const shipped = await installedKeys();
const compiler = createConfigCompiler(shipped);
const configJsonl = createConfigJsonl(shipped);
const data = { type: 'push', branch: 'master', repo: 'owner/repo', fork: false } as const;

async function compiled(text: string): Promise<LintResult | undefined> {
  try {
    return await compiler.lint({ text, data });
  } catch (error) {
    if (isTurnpikeError(error)) return undefined;
    throw error;
  }
}

const asJson = (value: unknown): string => JSON.stringify(canonical(value), bigintText);
const bigintText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? Number(value) : value;

/** A job as the matrix made it. */
function bare({ stage: _stage, allow_failure: _allowed, ...job }: JobConfig | Case): string {
  return asJson(job);
}

type Check = (result: LintResult, text: string) => unknown;

const checks: Readonly<Record<string, Check>> = {
  'messages stand at a line of the file, and have words': ({ messages }, text) => {
    const lines = text.split('\n').length;
    for (const message of messages) {
      expect(message.line ?? 0).toBeGreaterThanOrEqual(0);
      expect(message.line ?? 0).toBeLessThan(lines);
      expect(compiler.describe(message)).toBeTypeOf('string');
    }
    expect(new Set(messages.map(asJson)).size).toBe(messages.length);
  },
  'a normalized configuration stays as it is, and its repairs are not found again': async (
    result,
  ) => {
    if (result.messages.some(({ level }) => level === 'error')) return;
    // A key that holds an anchor is kept even if nothing stands under it; anchors do not come back.
    if (result.messages.some(({ args }) => String(args?.['info']).startsWith('anchor'))) return;
    const again = await compiler.lint({ text: asJson(result.config), data });
    expect(asJson(again.config)).toBe(asJson(result.config));
    expect(again.jobs.map(bare)).toEqual(result.jobs.map(bare));
    const repairs = again.messages.filter(({ code }) =>
      /^(default|\w+_key|alias_value)$/.test(code),
    );
    // What is said of keys that do nothing here is no repair.
    const said = ['inert_key', 'limited_key', 'refused_key'];
    const known = ['unknown_key', 'deprecated_key', ...said];
    expect(repairs.filter(({ code }) => !known.includes(code))).toEqual([]);
  },
  'jobs are rows of the matrix, each once, and have their origin in the file': async (result) => {
    const { jobs, origins, config } = result;
    const ask = { config: JSON.parse(asJson(config)) as Case, data };
    const { matrix } = JSON.parse(await configJsonl(JSON.stringify(ask))) as { matrix: Case[] };
    const rows = new Set(matrix.map(bare));
    expect(jobs.filter((job) => !rows.has(bare(job)))).toEqual([]);
    expect(new Set(jobs.map(asJson)).size).toBe(jobs.length);
    const places = origins.map(({ from, index }) => `${from} ${index}`);
    expect([places.length, new Set(places).size]).toEqual([jobs.length, jobs.length]);
  },
  'jobs stand in the order of their stages, those that may fail last in theirs': ({
    jobs,
    stages,
  }) => {
    const names = stages.map(({ name }) => name.toLowerCase());
    const ranks = jobs.map(
      ({ stage, allow_failure: mayFail }) =>
        names.indexOf(String(stage).toLowerCase()) * 2 + (mayFail ? 1 : 0),
    );
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(stages.length === 0 || ranks.every((rank) => rank >= 0)).toBe(true);
    for (const name of names)
      expect(jobs.some(({ stage }) => stage?.toLowerCase() === name)).toBe(true);
  },
};

describe.skipIf(!hasData)('every configuration', { timeout: 300_000 }, () => {
  it.each(Object.entries(checks))('%s', async (_name, holds) => {
    for (const text of realTexts) {
      const result = await compiled(text);
      if (result) await holds(result, text);
    }
  });

  it.each(Object.entries(checks))('of several files: %s', async (_name, holds) => {
    const property = fc.asyncProperty(hybrids(), async (text) => {
      const result = await compiled(text);
      if (result) await holds(result, text);
    });
    await fc.assert(property, { numRuns: Number(process.env['CONFIG_PROPERTIES'] ?? 300) });
  });
});
