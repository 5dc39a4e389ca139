/** Check 13 on Docker: each pull that fails says truly why, soon, and leaves nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABEL } from '../../../plugins/executor-docker/src/labels.js';
import { until } from '../../support/api-client.js';
import { startEngine, whyNoEngine, type TestEngine } from './support/engine.js';
import { executorOn, never, specOf, type TestExecutor } from './support/executor.js';
import { loadForeign } from './support/foreign-image.js';
import { skipFor } from './support/skip-for.js';
import {
  LOGIN,
  PRIVATE,
  publish,
  REGISTRY,
  startRegistry,
  whyNoRegistry,
} from './support/registry.js';

describe.skipIf(skipFor(whyNoEngine() ?? whyNoRegistry()))('check 13: images of a registry', () => {
  let engine: TestEngine;
  let registry: { stop(): void };
  let plain: TestExecutor;

  beforeAll(async () => {
    engine = await startEngine();
    registry = startRegistry(engine);
    const bare = engine.images.bare;
    await until('a registry', async () => {
      await publish(engine.engine, bare, `${REGISTRY}/team/tools:1`);
      return true;
    });
    await publish(engine.engine, bare, `${PRIVATE}/private/tools:1`);
    await loadForeign(engine.engine, 'turnpike-test/arm:1');
    await publish(engine.engine, 'turnpike-test/arm:1', `${REGISTRY}/team/arm:1`);
    plain = await executorOn(engine, { images: {} });
  });
  afterAll(async () => {
    await plain?.dispose();
    registry?.stop();
    await engine?.stop();
  });

  const failure = (image: string) =>
    plain.executor.start(specOf({ image }), never).then(
      () => 'it began',
      (error: unknown) => error as Error,
    );

  it('are pulled, and run', async () => {
    const { log } = await plain.run('echo here\n', { image: `${REGISTRY}/team/tools:1` });
    expect(log).toBe('here\n');
  });

  it('are taken from a mirror in place of the registry that they name', async () => {
    const images = { mirror: { 'quay.example': REGISTRY } };
    const one = await executorOn(engine, { images });
    const { log } = await one.run('echo by the mirror\n', { image: 'quay.example/team/tools:1' });
    await one.dispose();
    expect(log).toBe('by the mirror\n');
  });

  it.each([
    ['a name that is none there', `${REGISTRY}/team/tols:1`, 'user', /There is no such image/],
    ['a version that is none there', `${REGISTRY}/team/tools:2`, 'user', /There is no such image/],
    [
      'credentials that nobody has',
      `${PRIVATE}/private/tools:1`,
      'user',
      /needs credentials.*executor-docker.images.credentials/,
    ],
    [
      'a registry that was asked too often',
      `${REGISTRY}/limited/tools:1`,
      'platform',
      /asked too often.*images.mirror/,
    ],
    [
      'another architecture',
      `${REGISTRY}/team/arm:1`,
      'user',
      /architecture|is for arm64, this worker has amd64/,
    ],
  ])('fail by %s, with the reason', async (_what, image, blame, words) => {
    const refusal = await failure(image);
    expect(refusal).toMatchObject({ blame, message: expect.stringMatching(words) as string });
    expect(refusal).toMatchObject({ message: expect.stringContaining(image) as string });
    expect(await engine.engine.containers(LABEL.worker)).toEqual([]);
  });

  it('fail by a registry that is not there', async () => {
    expect(await failure('127.0.0.1:5999/team/tools:1')).toMatchObject({
      blame: 'platform',
      message: expect.stringMatching(/registry cannot be reached/) as string,
    });
  });

  it('that need credentials are had with them, and not without after that', async () => {
    const image = `${PRIVATE}/private/tools:1`;
    const images = { credentials: { [PRIVATE]: LOGIN }, pull: 'always' };
    const one = await executorOn(engine, { images });
    expect((await one.run('echo mine\n', { image })).log).toBe('mine\n');
    await one.dispose();
    // It is on the engine now: only whoever asks the registry at each job is refused.
    const other = await executorOn(engine, { images: { pull: 'always' } });
    await expect(other.executor.start(specOf({ image }), never)).rejects.toMatchObject({
      blame: 'user',
    });
    await other.dispose();
  });

  it('that need credentials are not had by forks, unless these are meant for forks', async () => {
    const image = `${PRIVATE}/private/tools:1`;
    const turnpike = { trust: 'fork' as const };
    const payload = { config: {}, repository: { slug: 'owner/repo' }, job: { id: 1 }, turnpike };
    const fork = { image, payload };
    const one = await executorOn(engine, { images: { credentials: { [PRIVATE]: LOGIN } } });
    expect((await one.run('echo mine\n', { image })).log).toBe('mine\n');
    await expect(one.executor.start(specOf(fork), never)).rejects.toMatchObject({
      blame: 'user',
      message: expect.stringMatching(/forks have none there/) as string,
    });
    await one.dispose();
    const credentials = { [PRIVATE]: { ...LOGIN, forks: true } };
    const open = await executorOn(engine, { images: { credentials } });
    expect((await open.run('echo theirs\n', fork)).log).toBe('theirs\n');
    await open.dispose();
  });
});
