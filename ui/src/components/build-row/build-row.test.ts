import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const build = {
  '@type': 'build',
  id: 9,
  number: '12',
  state: 'failed',
  event_type: 'cron',
  pull_request_title: null,
  pull_request_number: null,
  started_at: '2026-01-01T00:00:00Z',
  finished_at: '2026-01-01T00:02:00Z',
  branch: { '@type': 'branch', name: 'a-very-long-branch-name/that-goes-on-and-on-and-on' },
  commit: { '@type': 'commit', sha: '4f2a91c0d3aaaa', message: '<b>Fix</b> it\n\nLong text' },
  sender: 'mira',
};
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-build-row', { build, slug: 'acme/widgets' });

it('shows a build: state, first line as text, branch, commit, who, how long', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const row = stage.page.locator('.item');
    expect(await row.innerText()).toMatch(
      /<b>Fix<\/b> it\n[\s\S]*4f2a91c[\s\S]*mira[\s\S]*cron[\s\S]*#12[\s\S]*2 min 00 s/,
    );
    expect(await stage.page.locator('tp-state .word').innerText()).toBe('Failed');
    expect(await stage.page.getByRole('link').first().getAttribute('href')).toBe(
      '/acme/widgets/builds/9',
    );
  });
});

itIsAccessible({}, place);
