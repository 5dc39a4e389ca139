/** The document of the API against the server that it describes: all roles, in one process. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { definePlugin, z } from '../../sdk/src/index.js';
import { testPlatform, type TestPlatform } from '../../sdk/src/testing/index.js';

type Found = Readonly<Record<string, unknown>>;
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Found>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const stranger = definePlugin({
  id: 'stranger',
  summary: 'Serves what it describes, and something else.',
  operations: {
    echo: {
      address: 'POST /stranger/:word',
      summary: 'Says it again',
      rights: 'signed-in',
      body: z.object({ times: z.number().int().positive(), rest: z.json() }),
      answers: { 200: { schema: z.object({ said: z.array(z.string()) }) } },
    },
    never: {
      address: 'GET /never',
      summary: 'Is not served',
      rights: 'anyone',
      answers: { 204: {} },
    },
  },
  permissions: { routes: ['GET /secretive'] },
  routes: () => [
    { method: 'POST', path: '/stranger/:word', allow: ['user'], handle: () => ({ status: 204 }) },
    { method: 'GET', path: '/secretive', allow: ['user'], handle: () => ({ status: 204 }) },
  ],
});

let platform: TestPlatform;
let document: Document;
beforeAll(async () => {
  platform = await testPlatform({
    plugins: [stranger],
    config: { worker: { executor: 'dummy' } },
  });
  document = (await (await platform.request('/v3/openapi.json')).json()) as Document;
}, 300_000);
afterAll(() => platform.stop({ force: true }));

const template = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.]/g, '\\$&').replace(/:\w+(\(\.\*\))?/g, '\\{\\w+\\}')}$`);

function operationOf(method: string, path: string): Found | undefined {
  const found = Object.entries(document.paths).filter(([key]) => template(path).test(key));
  return found.map(([, item]) => item[method.toLowerCase()]).find(Boolean);
}

it('is valid OpenAPI 3.1', async () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const result = await new Validator().validate({ ...document });
  expect(result).toMatchObject({ valid: true });
});

it('has every route of the live server, each described, with its rights', () => {
  const served = platform.routes();
  expect(served.length).toBeGreaterThan(100);
  const missing = served.filter(({ method, path, upgrade }) => {
    const found = operationOf(upgrade ? 'GET' : method, path);
    return (
      found === undefined || (found['x-turnpike-rights'] === undefined && path !== '/secretive')
    );
  });
  expect(missing).toEqual([]);
});

it('has nothing that is not served here', () => {
  const served = new Set(
    platform.routes().map(({ method, upgrade, path }) => {
      const shape = path.replace(/:\w+(\(\.\*\))?/g, '{}');
      return `${upgrade ? 'get' : method.toLowerCase()} ${shape}`;
    }),
  );
  const here = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`),
  );
  expect(here.filter((one) => !served.has(one))).toEqual([]);
});

it('names each operation once, and all that it refers to', () => {
  const ids = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map((operation) => operation['operationId']),
  );
  expect(new Set(ids).size).toBe(ids.length);
  const refs = JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g);
  const known = Object.keys(document.components.schemas);
  for (const [, ref = ''] of refs)
    expect(known).toContain(ref.replace('#/components/schemas/', ''));
});

it('takes the descriptions of strangers, and tells where there is none', () => {
  expect(operationOf('POST', '/stranger/:word')).toMatchObject({
    operationId: 'stranger.echo',
    tags: ['stranger'],
    'x-turnpike-rights': ['signed-in'],
    parameters: [{ name: 'word', in: 'path', required: true }],
    responses: { 200: {}, default: {} },
  });
  expect(operationOf('GET', '/secretive')).toMatchObject({ 'x-turnpike-undescribed': true });
  expect(operationOf('GET', '/never')).toBeUndefined();
});

it('is made anew when a plugin goes, and not sent again while it is the same', async () => {
  const first = await platform.request('/v3/openapi.json');
  await first.arrayBuffer();
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect((await platform.request('/v3/openapi.json', { headers })).status).toBe(304);
  await platform.unload('stranger');
  const later = await platform.request('/v3/openapi.json', { headers });
  expect(later.status).toBe(200);
  expect(await later.text()).not.toContain('/secretive');
});
