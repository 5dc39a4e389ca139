import { defineLanguage, type JobPayload } from '@turnpike/sdk';
import { describe, expect, it } from 'vitest';
import { compileScript, createScriptCompiler } from './compile.js';
import { createRegistry } from './parts.js';

const parts = {
  languages: [defineLanguage({ id: 'generic' })],
  addons: [],
  services: [],
  deploys: [{ id: 'echo', name: 'echo', run: () => undefined }],
};
const compiler = createScriptCompiler(parts);
const ENV = { now: '2024-03-01T12:00:00Z' } as const;
const many = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_one, at) => text(at));

const payload = (config: Record<string, unknown>): JobPayload => ({
  config: { language: 'generic', git: { clone: false }, ...config },
  repository: { slug: 'acme/rocket' },
  job: { id: 1, number: '1.1', branch: 'main', commit: 'abc', secure_env_enabled: true },
  build: { id: 1, number: 1, event_type: 'push' },
});

describe('a job of very many things', () => {
  it.each([
    ['commands', { script: many(100_000, (at) => `echo ${at}`) }],
    ['folded commands', { install: many(100_000, (at) => `echo ${at}`) }],
    ['variables', { env: many(100_000, (at) => `V${at}='x y'`) }],
  ])(
    'lets others have their turns while it is compiled: %s',
    async (_name, config) => {
      let turns = 0;
      let isDone = false;
      const turn = (): void => {
        turns += 1;
        if (!isDone) setImmediate(turn);
      };
      setImmediate(turn);
      const made = await compiler.compile({ payload: payload(config), env: ENV });
      isDone = true;
      // At once it would be one, or two.
      expect(turns).toBeGreaterThan(3);
      expect(made.bash).toBe(compileScript(createRegistry(parts), payload(config), ENV).bash);
    },
    60_000,
  );
});

describe('deployments', () => {
  const compiled = (config: Record<string, unknown>) =>
    compiler.compile({ payload: payload(config), env: ENV });
  const deploy = (count: number) => ({
    addons: { deploy: Array(count).fill({ provider: 'echo' }) },
  });

  it('are refused with the number where there are too many', async () => {
    const { messages, bash } = await compiled(deploy(501));
    expect(messages).toMatchObject([
      { level: 'error', text: expect.stringMatching(/501.*500/) as string },
    ]);
    expect(bash).toContain('501 deployments');
    expect((await compiled(deploy(500))).messages).toEqual([]);
  });

  it('are refused where what runs around each makes too much of few lines', async () => {
    const around = { before_deploy: many(50, String), after_deploy: many(51, String) };
    const { messages } = await compiled({ ...deploy(50), ...around });
    expect(messages[0]?.text).toMatch(/5050 commands together, and may have 5000/);
    expect((await compiled({ ...deploy(49), ...around })).messages).toEqual([]);
  });
});
