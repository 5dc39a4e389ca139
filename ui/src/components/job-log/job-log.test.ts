import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const LOG = 'one\ntwo \x1b[31merror\x1b[0m\nthree\nerror again\n';
const api = { '/v3/job/5/log.txt': LOG };
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-job-log', {
    job: 5,
    run: 1,
    number: '1.5',
    reason: 'The command "make" exited with 2.',
  });

it('reads the log and says how it ended', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('error again').waitFor();
    expect(await stage.page.locator('.foot').innerText()).toMatch(/4 lines[\s\S]*exited with 2/);
    expect(stage.calls.map(({ call }) => call)).toEqual(['GET /v3/job/5/log.txt']);
  });
});

it('finds text: the next, the one before, and by keys', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByText('error again').waitFor();
    await stage.page.keyboard.press('/');
    await stage.page.keyboard.type('error');
    const hits = stage.page.locator('.hits');
    await expect.poll(() => hits.innerText()).toBe('1/2');
    await stage.page.keyboard.press('Enter');
    expect(await hits.innerText()).toBe('2/2');
    await stage.page.keyboard.press('Shift+Enter');
    expect(await hits.innerText()).toBe('1/2');
    expect(await stage.page.locator('mark').count()).toBe(2);
    await stage.page.keyboard.press('Escape');
    expect(await hits.count()).toBe(0);
  });
});

it('puts the selected line into the address', async () => {
  await onStage({ api }, async (stage) => {
    await place(stage);
    await stage.page.getByRole('link', { name: 'Line 2', exact: true }).click();
    expect(new URL(stage.page.url()).hash).toBe('#L2');
    await stage.page
      .getByRole('link', { name: 'Line 4', exact: true })
      .click({ modifiers: ['Shift'] });
    expect(new URL(stage.page.url()).hash).toBe('#L2-L4');
  });
});

it('says that the log cannot be read, and tries again', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.getByText('Trying again').waitFor();
  });
});

itIsAccessible({ api }, async (stage) => {
  await place(stage);
  await stage.page.getByText('error again').waitFor();
});
