import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, tokens } from '@turnpike/sdk';
import { fake } from '@turnpike/sdk/testing';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('lint', () => {
  it('answers findings with sentences and one-based lines, and a text that cannot be read as an error', async () => {
    await api.stop();
    api = await startTestApi({
      deps: [
        fake(tokens.configCompiler, {
          keys: [],
          jsonSchema: () => ({}),
          describe: ({ code, args }) => `${code} of ${String(args?.['key'])}`,
          compile: async () => {
            throw new Error('not asked');
          },
          lint: async ({ text }) => {
            if (text === '{') {
              const details = { class: 'ParseError', line: 0, column: 1 };
              throw new ConfigError('TURNPIKE_YML_SYNTAX', 'No.', details);
            }
            return {
              config: { language: 'shell' },
              jobs: [{ os: 'linux', stage: 'test' }],
              origins: [{ from: 'root', index: 0 }],
              stages: [{ name: 'test' }],
              messages: [
                {
                  level: 'warn',
                  key: 'root',
                  code: 'unknown_key',
                  args: { key: 'sript' },
                  line: 2,
                },
              ],
            };
          },
        }),
      ],
    });
    const found = await api.ask('reader', 'POST /v3/lint', { content: 'sript: true' });
    expect(found.body).toMatchObject({
      '@type': 'lint',
      warnings: [{ key: ['root'], message: 'unknown_key of sript', line: 3 }],
      messages: [{ level: 'warn', line: 3, text: 'unknown_key of sript' }],
      jobs: [{ stage: 'test', config: { os: 'linux' } }],
      error: null,
    });
    const broken = await api.ask('reader', 'POST /v3/lint', { content: '{' });
    expect(broken.body['error']).toEqual({
      code: 'TURNPIKE_YML_SYNTAX',
      message: 'No.',
      line: 1,
      column: 2,
    });
  });
});

describe('a preview', () => {
  it('is made by the gatekeeper, for those who may read', async () => {
    await api.stop();
    const asked: unknown[] = [];
    api = await startTestApi({
      deps: [
        fake(tokens.requestPreview, {
          preview: async (input) => {
            asked.push(input);
            return {
              config: { env: [{ secure: 'cipher' }] },
              rawConfigs: [],
              jobs: [{ os: 'linux' }],
              stages: [],
              messages: [],
            };
          },
        }),
      ],
    });
    const path = 'POST /v3/repo/1/request/preview';
    const wanted = { configs: [{ config: 'script: true', merge_mode: 'replace' }] };
    const shown = await api.ask('reader', path, wanted);
    expect(shown.body).toMatchObject({
      config: { env: ['[secure]'] },
      jobs: [{ stage: null, config: { os: 'linux' } }],
      error: null,
    });
    expect(asked).toEqual([
      {
        repositoryId: 1,
        ref: 'main',
        configs: [{ config: 'script: true', mode: 'replace' }],
        data: {},
      },
    ]);
    expect((await api.ask('stranger', path, {})).status).toBe(404);
  });

  it('says which plugin is missing where nobody makes it', async () => {
    const { status, body } = await api.ask('reader', 'POST /v3/repo/1/request/preview', {});
    expect([status, body['error_code']]).toEqual([503, 'TURNPIKE_REMOTE_UNAVAILABLE']);
    expect(JSON.stringify(body['details'])).toContain('gatekeeper');
  });
});
