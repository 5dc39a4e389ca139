import { expect, it } from 'vitest';
import { itIsAccessible, onStage, shownText, type Stage } from '../../../test/stage.js';

const job = (stage: string | null, node: string, more: object = {}): object => ({
  stage,
  name: null,
  number: null,
  allow_failure: false,
  config: { language: 'node_js', node_js: node },
  origin: { from: 'matrix', index: 0 },
  ...more,
});
const jobs = [
  job('Test', '20'),
  job('Test', '22', { allow_failure: true, origin: { from: 'matrix', index: 1 } }),
  job('Deploy', '22', { name: 'Ship', origin: { from: 'include', index: 0 } }),
];
const place = async (stage: Stage): Promise<void> => {
  await stage.mount('tp-config-jobs', { jobs });
};

it('lists jobs by stage with what sets them apart and where each comes from', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const sections = stage.page.locator('section');
    expect(await shownText(sections.nth(0).locator('h3'))).toBe('Test 2 jobs');
    const heads = await stage.page
      .locator('summary')
      .evaluateAll((all) =>
        all.map((one) => (one as HTMLElement).innerText.replace(/\s+/g, ' ').trim()),
      );
    expect(heads[0]).toMatch(/^1 .*20.* row 1 of the matrix$/);
    expect(heads[1]).toMatch(/^2 .*22 .*allowed to fail row 2 of the matrix$/);
    expect(heads[2]).toMatch(/^3 Ship .*entry 1 of jobs\.include$/);
  });
});

it('opens the whole configuration of one by keyboard', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    await stage.page.locator('summary').first().focus();
    await stage.page.keyboard.press('Enter');
    await stage.page.getByText('"node_js": "20"').waitFor();
  });
});

it('needs no stage, and no origin', async () => {
  await onStage({}, async (stage) => {
    await stage.mount('tp-config-jobs', { jobs: [job(null, '20', { origin: null })] });
    expect(await stage.page.locator('h3').count()).toBe(0);
    expect(await shownText(stage.page.locator('.origin'))).toBe('');
  });
});

itIsAccessible({}, place);
