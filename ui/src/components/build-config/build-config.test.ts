import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const raw = (source: string, more: object = {}): object => ({
  source,
  config: 'language: shell\nscript: make\n',
  merge_mode: null,
  ...more,
});
const message = (text: string, src: string | null): object => ({
  level: 'warn',
  key: '',
  code: 'x',
  text,
  src,
});
const jobs = [{ stage: null, name: null, config: { language: 'shell' }, origin: null }];
const config = (more: object = {}): Readonly<Record<string, unknown>> => ({
  '/v3/build/70/config': {
    '@type': 'build_config',
    raw_configs: [raw('acme/widgets:.travis.yml@main')],
    messages: [],
    jobs,
    ...more,
  },
});
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-build-config', { buildId: 70 });
  await stage.page.locator('tp-config-source').first().waitFor();
};

it('shows the source with what was found in it, and what jobs came of it', async () => {
  const api = config({ messages: [message('The key scrpt is not known.', null)] });
  await onStage({ api }, async (stage) => {
    await place(stage);
    const sources = stage.page.getByRole('region', { name: 'Sources' });
    const text = await shownText(sources);
    expect(text).toContain('acme/widgets:.travis.yml@main');
    expect(text).toContain('script: make');
    expect(text).toContain('The key scrpt is not known.');
    await stage.page.getByRole('heading', { name: '1 job came of it' }).waitFor();
    expect(await stage.page.getByRole('region', { name: 'Messages' }).count()).toBe(0);
  });
});

it('puts each message below its source of several, and others above all', async () => {
  const api = config({
    raw_configs: [raw('a.yml'), raw('b.yml', { merge_mode: 'deep_merge' })],
    messages: [
      message('Of b.', 'b.yml'),
      message('Of neither.', 'c.yml'),
      message('Of all.', null),
    ],
  });
  await onStage({ api }, async (stage) => {
    await place(stage);
    const sources = stage.page.locator('tp-config-source');
    expect(await shownText(sources.nth(0))).not.toContain('Of ');
    expect(await shownText(sources.nth(1))).toMatch(/merged by deep_merge[\s\S]*Of b\./);
    const rest = await shownText(stage.page.getByRole('region', { name: 'Messages' }));
    expect(rest).toMatch(/Of neither\.[\s\S]*Of all\./);
  });
});

it('says that nothing came of a file that cannot be read, and where to check it', async () => {
  const api = config({ raw_configs: [], jobs: [] });
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-build-config', { buildId: 70, failed: true });
    const check = stage.page.getByRole('link', { name: 'Check the file' });
    await check.waitFor();
    expect(await check.getAttribute('href')).toBe('/-/lint');
    await stage.mount('tp-build-config', { buildId: 70 });
    await stage.page.getByText('No configuration is stored').waitFor();
  });
});

itIsAccessible({ api: config() }, place);
