import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ConfigError, type CompileInput, type ConfigPorts, type Hooks } from '@turnpike/sdk';
import { installedKeys } from '@turnpike/sdk/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { createConfigCompiler } from '../compiler.js';
import { createBoundedCompiler } from './bounded-compiler.js';

const contributions = await installedKeys();
const plain = createConfigCompiler(contributions);
const bounded = createBoundedCompiler(contributions);

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const costly = {
  'quotes without an end': `a: "${'"'.repeat(120_000)}`,
  'dashes in a line': `${'- '.repeat(10_000)}a`,
  'a thousand jobs and as many rules': `rvm: [${numbers(1_000).join()}]\njobs: {exclude: [${numbers(
    200,
  )
    .map((at) => `{rvm: ${at}}`)
    .join()}]}`,
  'many unknown keys': numbers(7_000)
    .map((at) => `scrip${at}: v`)
    .join('\n'),
  'catastrophic patterns': `jobs: {include: [${numbers(200)
    .map((at) => `{script: a${at}, if: 'commit_message =~ /(a+)+x${at}/'}`)
    .join()}]}`,
};
const data = { type: 'push', branch: 'main', commit_message: 'a'.repeat(5_000) } as const;
const repo = { id: 1, slug: 'a/one', private: false };
const input: CompileInput = { repo, ref: 'abc', configs: [], data };

/** Files of one repository; counts how often each is asked for. */
function portsOf(files: Readonly<Record<string, string>>, asked: string[] = []): ConfigPorts {
  return {
    file: async (_slug, path) => {
      asked.push(path);
      return files[path];
    },
    repo: async () => undefined,
  };
}

async function outcome(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { code: error.code, message: error.message, details: error.details };
  }
}

describe('a configuration that costs much', () => {
  beforeAll(async () => {
    // The first ones have more time, and the thread has to be there for what is measured.
    for (let i = 0; i < 3; i += 1) await bounded.lint({ text: 'script: a\n'.repeat(2) });
    await outcome(bounded.lint({ text: `script: ${'a'.repeat(20_000)}` }));
  });

  it.each(Object.entries(costly))('keeps nobody waiting: %s', async (_what, text) => {
    const delays: number[] = [];
    const expected = await outcome(plain.lint({ text, data }));
    // 40 ms are its own, the rest what is taken over; a busy machine adds to some rounds.
    while (delays.length < 20 && !delays.some((ms) => ms < 150)) {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const found = await outcome(bounded.lint({ text, data }));
      delay.disable();
      delays.push(delay.max / 1e6);
      expect(found).toEqual(expected);
    }
    expect(Math.min(...delays)).toBeLessThan(150);
  });

  it.each(Object.entries(costly))('is compiled as elsewhere: %s', async (_what, text) => {
    const asked: string[] = [];
    const files = { '.travis.yml': `import: other.yml\n${text}`, 'other.yml': 'language: ruby\n' };
    const found = await outcome(bounded.compile(input, portsOf(files, asked)));
    expect(found).toEqual(await outcome(plain.compile(input, portsOf(files))));
    // Beginning anew in a thread asks no host again.
    expect(asked).toEqual([...new Set(asked)]);
  });

  it('is refused with its reason after a time, and the next one is read', async () => {
    const hasty = createBoundedCompiler(contributions, undefined, { ms: 30, megabytes: 256 });
    // With so many characters it goes to the thread at once, however fast the machine is.
    const text = `# ${'long '.repeat(2_000)}\n${costly['a thousand jobs and as many rules']}`;
    await expect(hasty.lint({ text, data })).rejects.toMatchObject({
      code: 'TURNPIKE_YML_LIMIT',
      message: 'Reading the configuration takes longer than 0.03 seconds.',
    });
    expect((await hasty.lint({ text: 'script: a' })).jobs).toHaveLength(1);
  });

  it('is refused where it takes too much memory, and the process goes on', async () => {
    const small = createBoundedCompiler(contributions, undefined, { ms: 60_000, megabytes: 24 });
    const text = `rvm: [${numbers(990).join()}]\nenv: ["${'x'.repeat(7_000)}"]\nscript: "${'y'.repeat(900)}"\n${costly['many unknown keys']}`;
    await expect(small.lint({ text, data })).rejects.toMatchObject({ code: 'TURNPIKE_YML_LIMIT' });
  });

  it('fails with the error of a port itself, from a thread as well', async () => {
    const fault = new Error('the host is away');
    const ports: ConfigPorts = {
      file: async (_slug, path) => {
        if (path === 'other.yml') throw fault;
        return `import: other.yml\n${costly['many unknown keys'].slice(0, 20_000)}`;
      },
      repo: async () => undefined,
    };
    await expect(bounded.compile(input, ports)).rejects.toBe(fault);
  });
});

describe('hooks', () => {
  const hooks = {
    config: {
      normalize: {
        isUsed: () => true,
        promise: async (context: { config: object }) => ({
          ...context,
          config: { ...context.config, os: 'windows' },
        }),
      },
    },
    matrix: {
      expand: {
        isUsed: () => true,
        promise: async (context: { jobs: readonly object[] }) => ({
          ...context,
          jobs: [...context.jobs.slice(1), { script: 'more' }],
        }),
      },
    },
  } as unknown as Pick<Hooks, 'config' | 'matrix'>;

  it('change what is read in a thread as what is read at once', async () => {
    const text = `rvm: [1, 2, 3]\nscript: "${'x'.repeat(20_000)}"\n`;
    const compiler = createBoundedCompiler(contributions, hooks);
    const files = portsOf({ '.travis.yml': text });
    const found = await compiler.compile(input, files);
    expect(found).toEqual(await createConfigCompiler(contributions, hooks).compile(input, files));
    expect(found.origins).toEqual([
      { from: 'matrix', index: 1 },
      { from: 'matrix', index: 2 },
      { from: 'root', index: 0 },
    ]);
    expect(found.jobs[0]).toMatchObject({ os: 'windows' });
  });
});

it('reads small ones without any thread, however many', async () => {
  const threads = process.getActiveResourcesInfo?.().filter((name) => name === 'MessagePort');
  const fresh = createBoundedCompiler(contributions);
  const read = await Promise.all(
    numbers(20).map((at) => fresh.lint({ text: `rvm: [${at}]\nscript: make\n` })),
  );
  expect(read.every(({ jobs }) => jobs.length === 1)).toBe(true);
  expect(process.getActiveResourcesInfo?.().filter((name) => name === 'MessagePort')).toEqual(
    threads,
  );
});
