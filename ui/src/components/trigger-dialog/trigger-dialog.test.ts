import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const repository = {
  '@type': 'repository',
  id: 1,
  slug: 'acme/widgets',
  default_branch: { '@type': 'branch', name: 'trunk' },
};
const lint = (more: object = {}): object => ({
  '@type': 'lint',
  error: null,
  rejection: null,
  messages: [],
  jobs: [{ stage: null, config: { language: 'shell' }, name: null, allow_failure: false }],
  ...more,
});
const request = (more: object): object => ({ '@type': 'request', id: 9, builds: [], ...more });
const api = (after: object, seen: object = lint()): Readonly<Record<string, unknown>> => ({
  'POST /v3/repo/1/request/preview': seen,
  'POST /v3/repo/1/requests': { '@type': 'pending', request: { '@type': 'request', id: 9 } },
  '/v3/repo/1/request/9': after,
});
const built = request({ result: 'approved', builds: [{ '@type': 'build', id: 70, number: '7' }] });
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-trigger-dialog', { repository });
  await stage.page.getByRole('button', { name: 'Trigger build' }).waitFor();
};

it('asks for the default branch as it is, and goes to the build', async () => {
  await onStage({ api: api(built) }, async (stage) => {
    await place(stage);
    await stage.page.evaluate(() => window.harness.listen('close'));
    await stage.page.getByRole('button', { name: 'Trigger build' }).click();
    await expect.poll(() => new URL(stage.page.url()).pathname).toBe('/acme/widgets/builds/70');
    const asked = stage.calls.find(({ call }) => call === 'POST /v3/repo/1/requests');
    expect(asked?.body).toEqual({ branch: 'trunk' });
    expect(await stage.page.evaluate(() => window.harness.fired['close']?.length)).toBe(1);
  });
});

it('previews the very request that it would make', async () => {
  const seen = lint({
    rejection: { message: 'The branch is excluded.', rule: 'branches' },
    messages: [{ level: 'warn', text: 'The key scrpt is not known.' }],
  });
  await onStage({ api: api(built, seen) }, async (stage) => {
    await place(stage);
    await stage.page.getByLabel('Commit').fill('0123abc');
    await stage.page.getByLabel('Message').fill('By hand');
    await stage.page.getByLabel('Configuration').fill('script: make');
    await stage.page.getByRole('combobox', { name: 'Merge' }).selectOption('replace');
    await stage.page.getByRole('button', { name: 'Preview' }).click();
    const shown = stage.page.getByRole('region', { name: 'Preview' });
    await shown.waitFor();
    expect(await shownText(shown)).toMatch(
      /Nothing would be built: The branch is excluded\.[\s\S]*scrpt[\s\S]*1 job would run/,
    );
    const asked = stage.calls.find(({ call }) => call === 'POST /v3/repo/1/request/preview');
    expect(asked?.body).toEqual({
      branch: 'trunk',
      sha: '0123abc',
      message: 'By hand',
      configs: [{ config: 'script: make', merge_mode: 'replace' }],
    });
  });
});

it('says why nothing was built, and can be asked again', async () => {
  const no = request({ result: 'rejected', message: 'The branch is excluded.' });
  await onStage({ api: api(no) }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('button', { name: 'Trigger build' }).click();
    await stage.page.getByRole('alert').getByText('The branch is excluded.').waitFor();
    expect(await stage.page.getByRole('button', { name: 'Trigger build' }).isEnabled()).toBe(true);
  });
});

it('says what the id of a commit looks like, and asks for nothing before', async () => {
  await onStage({ api: api(built) }, async (stage) => {
    await place(stage);
    const commit = stage.page.getByLabel('Commit');
    await commit.fill('main');
    await stage.page.getByRole('button', { name: 'Trigger build' }).click();
    const words = await commit.evaluate((input: HTMLInputElement) => input.validationMessage);
    expect(words).toContain('7 to 64 digits');
    expect(stage.calls.filter(({ call }) => call.startsWith('POST'))).toEqual([]);
  });
});

itIsAccessible({ api: api(built) }, place);
