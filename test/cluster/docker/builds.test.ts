import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { testPlatform, type TestPlatform, type TestProject } from '@turnpike/sdk/testing';
import { LABEL } from '../../../plugins/executor-docker/src/labels.js';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';
import { skipFor } from './support/skip-for.js';

const WAIT = { timeout: 120_000, interval: 100 };
let engine: TestEngine;
let platform: TestPlatform;

const yml = (script: string, image = engine.images.build): Record<string, string> => ({
  '.travis.yml': `language: shell\nos: linux\nimage: ${image}\ngit: {clone: false}\nscript: ${JSON.stringify(script)}\n`,
});

describe.skipIf(skipFor(whyNoEngine()))('a platform whose jobs run in containers', () => {
  beforeAll(async () => {
    engine = await startEngine();
    platform = await testPlatform({
      config: {
        worker: { executor: 'docker', slots: 2 },
        'executor-docker': {
          host: engine.host,
          images: { pull: 'never' },
        },
      },
    });
  });
  afterAll(async () => {
    await platform.stop({ force: true });
    await engine.stop();
  });

  const containers = async () => (await engine.engine.containers(LABEL.worker)).length;
  const reasons = async ({ first }: TestProject): Promise<string> =>
    platform.api.text(`/v3/build/${first.id}/jobs`);
  const going = () =>
    vi.waitFor(async () => {
      const [one] = await engine.engine.containers(LABEL.worker);
      expect(await engine.engine.has(one?.Id ?? 'none', '/turnpike/in/taken')).toBe(true);
      return one!;
    }, WAIT);

  it('passes, in a container, with its log', async () => {
    const project = await platform.project(
      yml('cat /proc/1/cmdline | tr "\\\\0" " "; echo container'),
    );
    const log = await project.logs(project.first);
    expect(project.first.state, log).toBe('passed');
    expect(log).toContain('turnpike-job');
    expect(await containers()).toBe(0);
  });

  it('fails where the script fails', async () => {
    const project = await platform.project(yml('echo red; false'));
    expect(project.first.state).toBe('failed');
    expect(await project.logs(project.first)).toContain('red');
  });

  it('is errored, with the reason, where its image cannot be had', async () => {
    const project = await platform.project(yml('true', 'nobody/has-this:1'));
    expect(project.first.state).toBe('errored');
    expect(await reasons(project)).toContain('nobody/has-this:1 is not on this worker');
  });

  it('is canceled, and nothing of it is left', async () => {
    const project = platform.project(yml('echo going; sleep 600'), { seconds: 180 });
    const { Labels } = await going();
    await platform.api.post(`/v3/job/${Labels?.[LABEL.job]}/cancel`);
    expect((await project).first.state).toBe('canceled');
    await vi.waitFor(async () => expect(await containers()).toBe(0), WAIT);
  });

  it('is run again where its container goes away, and is never green by that', async () => {
    const project = platform.project(yml('trap "exit 0" TERM; echo up; sleep 8; exit 0'), {
      seconds: 180,
    });
    const first = await going();
    await engine.engine.remove(first.Id);
    await vi.waitFor(async () => {
      const [other] = await engine.engine.containers(LABEL.worker);
      expect(other?.Labels?.[LABEL.run]).toBe('2');
    }, WAIT);
    const { first: build } = await project;
    expect(build.state).toBe('passed');
  });
});
