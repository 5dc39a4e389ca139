/** Caches, workspaces and artifacts through the whole platform, with jobs that really run. */
import { tokens } from '@turnpike/sdk';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { has } from './builds/build.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ config: { worker: { executor: 'local' } } });
});
afterAll(() => platform.stop());

const CACHED = `
language: shell
cache:
  directories: [kept, $HOME/.tool]
script:
  - cat kept/a "$HOME/.tool/b" || echo "nothing yet"
  - echo "from build $TRAVIS_BUILD_NUMBER" > kept/a
  - test -f ~/.tool/b || echo "a tool" > ~/.tool/b
`;
const STAGED = `
language: shell
jobs:
  include:
    - stage: make
      script: mkdir out && echo "made in $TRAVIS_JOB_NUMBER" > out/it
      workspaces: {create: {name: w, paths: [out]}}
      addons: {artifacts: {paths: [out]}}
    - stage: use
      script: cat out/it
      workspaces: {use: w}
`;

interface Caches {
  readonly caches: readonly { readonly branch: string; readonly size: number }[];
}
interface Artifacts {
  readonly artifacts: readonly { readonly '@href': string; readonly path: string }[];
}

describe.skipIf(!has('curl'))('storage', { timeout: 300_000 }, () => {
  it('restores in the second build what the first one cached', async () => {
    const project = await platform.project({ '.travis.yml': CACHED });
    const log = await project.logs(project.first);
    expect(project.first.state, log).toBe('passed');
    expect(log).toContain('nothing yet');
    const { caches } = await platform.api.get<Caches>(`/v3/repo/${project.id}/caches`);
    expect(caches).toMatchObject([{ branch: 'main' }]);
    expect(caches[0]?.size).toBeGreaterThan(0);

    const again = await project.logs(await project.build());
    expect(again).toContain('from build 1');
    expect(again).toContain('a tool');
    expect(again).toContain('changes detected, packing new archive');
    const third = await project.logs(await project.build());
    expect(third).toContain('from build 2');
  });

  it('passes a workspace between stages and keeps an artifact', async () => {
    const project = await platform.project({ '.travis.yml': STAGED });
    const log = await project.logs(project.first);
    expect(project.first.state, log).toBe('passed');
    expect(log).toContain('made in 1.1');
    const { artifacts } = await platform.api.get<Artifacts>(
      `/v3/build/${project.first.id}/artifacts`,
    );
    expect(artifacts.map(({ path }) => path)).toEqual(['test/project-2/1/1.1/out/it']);
    expect(await platform.api.text(artifacts[0]!['@href'])).toBe('made in 1.1\n');
  });

  it('shows no job token in logs, and it is worth nothing once the job has ended', async () => {
    const script = 'script: echo "x=$(echo "$TURNPIKE_JOB_TOKEN" | tr a-zA-Z n-za-mN-ZA-M)"';
    const project = await platform.project({ '.travis.yml': `language: shell\n${script}\n` });
    const log = await project.logs(project.first);
    const [, turned = ''] = /^x=(\S{40,})/m.exec(log) ?? [];
    const token = turned.replace(/[a-z]/gi, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) + (/[a-m]/i.test(letter) ? 13 : -13)),
    );
    expect(await platform.resolve(tokens.tokenIssuer).verify(token)).toMatchObject({ kind: 'job' });
    expect(log).not.toContain(token);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await platform.request('/storage/workspaces/w.tgz', { headers });
    expect(answer.status).toBe(410);
  });
});
