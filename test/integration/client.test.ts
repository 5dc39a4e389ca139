/** The typed client against the whole platform. What its types refuse is marked, and checked by the compiler. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient, TurnpikeError, type Client } from '../../sdk/src/client.js';
import { testPlatform, type TestPlatform, type TestProject } from '../../sdk/src/testing/index.js';

let platform: TestPlatform;
let project: TestProject;
let client: Client;
beforeAll(async () => {
  platform = await testPlatform({ config: { worker: { executor: 'dummy' } } });
  project = await platform.project({ '.travis.yml': 'language: shell\nscript: echo hi\n' });
  client = createClient({ url: `${platform.url}/`, token: platform.api.token });
}, 300_000);
afterAll(() => platform.stop({ force: true }));

it('asks by name, with the parameters of the path, a query and a body', async () => {
  const repository = await client.call('repository', { params: { repo: 'test/project-1' } });
  expect(repository.id).toBe(project.id);
  const { builds } = await client.call('builds', {
    params: { repo: project.id },
    query: { 'build.state': 'passed', include: 'build.commit' },
  });
  expect(builds.map(({ state, commit }) => [state, commit?.message])).toEqual([
    ['passed', 'First'],
  ]);
  const token = await client.call('createToken', { body: { name: 'bot', scopes: ['read'] } });
  expect(token.token).toMatch(/^tp_/);
  expect(await client.call('deleteToken', { params: { id: token.id } })).toBeUndefined();
});

it('walks through the pages of a list', async () => {
  for (let count = 0; count < 4; count += 1) await project.build();
  const numbers: string[] = [];
  const params = { repo: project.id };
  for await (const build of client.each('builds', { params, query: { limit: 2 } }))
    numbers.push(build.number);
  expect(numbers).toEqual(['5', '4', '3', '2', '1']);
});

it('gives logs as they come', async () => {
  const { jobs } = await client.call('buildJobs', { params: { id: project.first.id } });
  const response = await client.raw('rawLog', { params: { id: jobs[0]?.id ?? 0 } });
  expect(response.headers.get('x-log-sealed')).toBe('true');
  await response.body?.cancel();
});

it('throws the code of the server, and one of its own where there is none', async () => {
  const missing = client.call('build', { params: { id: 99 } });
  await expect(missing).rejects.toMatchObject({
    code: 'TURNPIKE_NOT_FOUND',
    details: { status: 404, type: 'not_found' },
  });
  const visitor = createClient({ url: platform.url });
  await expect(visitor.call('user')).rejects.toMatchObject({ code: 'TURNPIKE_AUTH_REQUIRED' });
  const nobody = createClient({ url: 'http://127.0.0.1:1' });
  const gone = await nobody.call('session').catch((error: unknown) => error);
  expect(gone).toBeInstanceOf(TurnpikeError);
  expect(gone).toMatchObject({ code: 'TURNPIKE_REMOTE_UNAVAILABLE' });
});

it('ends with the signal of its caller, and after its own time', async () => {
  const given = AbortSignal.abort(new Error('enough'));
  const params = { repo: project.id };
  await expect(client.call('repository', { params, signal: given })).rejects.toThrow('enough');
  const hangs = createClient({
    url: platform.url,
    timeoutMs: 1,
    fetch: (_url, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('late')));
      }),
  });
  await expect(hangs.call('session')).rejects.toMatchObject({
    code: 'TURNPIKE_REMOTE_UNAVAILABLE',
  });
});

/** Never runs: the compiler must refuse each. */
export async function refused(): Promise<void> {
  // @ts-expect-error: its path has a parameter
  await client.call('build');
  // @ts-expect-error: of another name
  await client.call('build', { params: { repo: 1 } });
  // @ts-expect-error: it needs a body
  await client.call('createToken');
  // @ts-expect-error: with another body
  await client.call('createToken', { body: { title: 'bot' } });
  // @ts-expect-error: it knows no such filter
  await client.call('builds', { params: { repo: 1 }, query: { colour: 'red' } });
  // @ts-expect-error: there is no such call
  await client.call('buildings');
  // @ts-expect-error: this is no list in pages
  client.each('settings', { params: { repo: 1 } });
}
