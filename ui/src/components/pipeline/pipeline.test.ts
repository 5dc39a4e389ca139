import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const at = (seconds: number): string => new Date(1e12 + seconds * 1000).toISOString();
const jobs = [
  {
    '@type': 'job',
    id: 1,
    number: '3.1',
    state: 'passed',
    created_at: at(0),
    started_at: at(10),
    finished_at: at(40),
  },
  {
    '@type': 'job',
    id: 2,
    number: '3.2',
    state: 'failed',
    created_at: at(0),
    started_at: at(40),
    finished_at: at(100),
  },
];
const place = (stage: Stage): Promise<unknown> =>
  stage.mount('tp-pipeline', { jobs, slug: 'acme/widgets' });

it('draws waiting and running to scale, and says both in words', async () => {
  await onStage({}, async (stage) => {
    await place(stage);
    const bars = await stage.page
      .locator('.run')
      .evaluateAll((all) =>
        all
          .slice(0, 2)
          .map((bar) => [(bar as HTMLElement).style.left, (bar as HTMLElement).style.width]),
      );
    expect(bars).toEqual([
      ['10%', '30%'],
      ['40%', '60%'],
    ]);
    expect(
      await stage.page.getByRole('link', { name: /3\.1: waited 10 s, ran 30 s/ }).count(),
    ).toBe(1);
  });
});

it('keeps each name on its line, however long and however narrow', async () => {
  for (const width of [390, 900])
    await onStage({ width }, async (stage) => {
      const name = 'A job with a name that goes on and on, and then on some more, to its end';
      await stage.mount('tp-pipeline', {
        jobs: jobs.map((job) => ({ ...job, name })),
        slug: 'acme/widgets',
      });
      const [names, tracks] = await stage.page.evaluate(() => {
        const root = window.harness.element().shadowRoot as ShadowRoot;
        const boxes = (what: string): DOMRect[] =>
          [...root.querySelectorAll(what)].map((element) => element.getBoundingClientRect());
        return [boxes('.name'), boxes('.track')];
      });
      expect(names).toHaveLength(2);
      expect(names?.[0]?.bottom).toBeLessThanOrEqual(names?.[1]?.top ?? 0);
      expect(names?.[0]?.right).toBeLessThanOrEqual(tracks?.[0]?.left ?? 0);
    });
});

itIsAccessible({}, place);
