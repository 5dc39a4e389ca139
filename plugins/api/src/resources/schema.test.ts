import { afterEach, describe, expect, it } from 'vitest';
import { tokens, type ConfigCompiler } from '@turnpike/sdk';
import { fake } from '@turnpike/sdk/testing';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
afterEach(() => api.stop());

const refuse = async (): Promise<never> => {
  throw new Error('not asked');
};
const compiler: ConfigCompiler = {
  keys: [],
  compile: refuse,
  lint: refuse,
  describe: () => undefined,
  jsonSchema: () => ({ title: '.travis.yml' }),
};

describe('GET /schema/travis.json', () => {
  it('is for everybody, even where visitors see nothing, and kept by who asks', async () => {
    api = await startTestApi({
      config: { public: false },
      deps: [fake(tokens.configCompiler, compiler)],
    });
    const { status, headers, body } = await api.ask(null, 'GET /schema/travis.json');
    expect([status, body]).toEqual([200, { title: '.travis.yml' }]);
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const etag = headers.get('etag') ?? '';
    const again = await api.host.request('/schema/travis.json', {
      headers: { 'if-none-match': etag },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('says which plugin is missing', async () => {
    api = await startTestApi();
    expect((await api.ask(null, 'GET /schema/travis.json')).status).toBe(503);
  });
});

describe('GET /v3/build/:id/config', () => {
  it('says what each job came from', async () => {
    api = await startTestApi();
    const { body } = await api.ask('reader', 'GET /v3/build/1/config');
    expect(body['jobs']).toMatchObject([
      { number: '1.1', origin: { from: 'matrix', index: 0 } },
      { number: '1.2', origin: { from: 'include', index: 0 } },
    ]);
  });
});
