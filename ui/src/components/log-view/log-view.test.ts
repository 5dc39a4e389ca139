import { expect, it } from 'vitest';
import { itIsAccessible, onStage, type Stage } from '../../../test/stage.js';

const CLEAR = '\r\x1b[0K';

/** A log view of 400 px with the text in it. */
async function show(
  stage: Stage,
  text: string,
  props: Record<string, unknown> = {},
): Promise<void> {
  await stage.mount('tp-log-view', { label: 'Log of job 1.1', ...props });
  await stage.page.evaluate((text_) => {
    const view = window.harness.element();
    view.style.height = '400px';
    view.log = window.harness.log(text_);
  }, text);
  await stage.page.waitForTimeout(60);
}

const numbered = (count: number): string =>
  Array.from({ length: count }, (_none, at) => `line ${at + 1}\n`).join('');
const rowTexts = (stage: Stage): Promise<string[]> => stage.page.locator('.row .t').allInnerTexts();

it('has only the rows that are seen, of a hundred thousand', async () => {
  await onStage({}, async (stage) => {
    await show(stage, numbered(100_000));
    expect(await stage.page.locator('.row').count()).toBeLessThan(60);
    await stage.page.evaluate(() =>
      (window.harness.element() as never as { showLine(n: number): void }).showLine(49_999),
    );
    await stage.page.waitForTimeout(60);
    expect(await stage.page.getByText('line 50000', { exact: true }).isVisible()).toBe(true);
    expect(await stage.page.locator('.row').count()).toBeLessThan(60);
  });
});

const wideLines = (count: number): string =>
  Array.from({ length: count }, (_none, at) =>
    at % 7 === 3 ? `row ${at + 1} ${'wide '.repeat(400)}tail-${at + 1}\n` : `row ${at + 1}\n`,
  ).join('');
const inView = (stage: Stage, text: string): Promise<boolean> =>
  stage.page.getByText(text, { exact: true }).evaluateAll((all) => {
    const view = document.querySelector('tp-log-view')?.getBoundingClientRect();
    return all.some((node) => {
      const { top } = node.getBoundingClientRect();
      return view !== undefined && top >= view.top && top < view.bottom;
    });
  });

it('wraps very wide lines: nothing is beyond the edge, each line is gone to, all can be scrolled to', async () => {
  await onStage({}, async (stage) => {
    await show(stage, wideLines(5000), { wrap: true });
    const showLine = (line: number): Promise<void> =>
      stage.page.evaluate(
        (at) => (window.harness.element() as never as { showLine(n: number): void }).showLine(at),
        line - 1,
      );
    for (const line of [2501, 4999, 12, 2502, 1]) {
      await showLine(line);
      await expect.poll(() => inView(stage, `row ${line}`)).toBe(true);
    }
    expect(await stage.page.locator('.row').count()).toBeLessThan(80);
    const scroller = stage.page.locator('.scroller');
    expect(await scroller.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
    // Read downwards in steps of half a view: rows come in order, and none is passed over.
    const seen = new Set<number>();
    await showLine(1);
    await expect.poll(() => inView(stage, 'row 1')).toBe(true);
    for (let step = 0; step < 60; step += 1) {
      const rows = await stage.page.evaluate(async () => {
        await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
        const { renderRoot } = window.harness.element() as never as { renderRoot: ShadowRoot };
        const node = renderRoot.querySelector('.scroller') as HTMLElement;
        const view = node.getBoundingClientRect();
        const found = [...renderRoot.querySelectorAll<HTMLElement>('.row')].flatMap((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > view.top && top < view.bottom ? [Number(row.dataset.row)] : [];
        });
        node.scrollTop += view.height / 2;
        return found;
      });
      for (const row of rows) seen.add(row);
    }
    const last = Math.max(...seen);
    expect(last).toBeGreaterThan(30);
    expect(seen.size).toBe(last + 1);
  });
});

it('is at the end of wrapped lines when it follows them', async () => {
  await onStage({}, async (stage) => {
    await show(stage, wideLines(700), { wrap: true, follow: true });
    await expect.poll(() => inView(stage, 'row 700')).toBe(true);
  });
});

it('keeps the rows it has when the log grows', async () => {
  await onStage({}, async (stage) => {
    await show(stage, numbered(10));
    const kept = await stage.page.evaluate(async () => {
      const view = window.harness.element() as never as {
        log: { append(t: string): void };
        refresh(): void;
        renderRoot: ShadowRoot;
      };
      const log = window.harness.log('one\ntwo\n', false);
      Object.assign(view, { log });
      const frame = (): Promise<unknown> =>
        new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
      await frame();
      const before = [...view.renderRoot.querySelectorAll('.row')];
      log.append('three\nfour');
      view.refresh();
      await frame();
      const after = [...view.renderRoot.querySelectorAll('.row')];
      return [before.length, after.length, before.every((row, at) => row === after[at])];
    });
    expect(kept).toEqual([2, 4, true]);
  });
});

it('paints colours, and never reads a log as HTML', async () => {
  await onStage({}, async (stage) => {
    await show(
      stage,
      '<img src=x onerror=alert(1)> \x1b[31mred\x1b[0m \x1b[38;2;10;250;10mrgb\x1b[0m\n',
    );
    expect(await rowTexts(stage)).toEqual(['<img src=x onerror=alert(1)> red rgb']);
    expect(await stage.page.locator('.t img').count()).toBe(0);
    const colors = await stage.page
      .locator('.t span')
      .evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color));
    expect(colors).toEqual(['rgb(255, 123, 121)', 'rgb(10, 250, 10)']);
  });
});

it('closes finished folds, opens them by mouse and keyboard, and for a line within', async () => {
  const text = `travis_fold:start:install${CLEAR}$ npm ci\r\nadded\r\nfunded\r\ntravis_fold:end:install${CLEAR}$ npm test\r\n`;
  await onStage({}, async (stage) => {
    await show(stage, text);
    expect(await rowTexts(stage)).toEqual(['$ npm ci', '$ npm test']);
    const button = stage.page.getByRole('button', { name: 'Section install' });
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    await button.press('Enter');
    expect(await rowTexts(stage)).toHaveLength(4);
    expect(
      await button.evaluate((node) => node === (node.getRootNode() as ShadowRoot).activeElement),
    ).toBe(true);
    await stage.page.getByText('$ npm ci').click();
    await stage.page.waitForTimeout(50);
    expect(await rowTexts(stage)).toHaveLength(2);
    await stage.page.evaluate(() => (window.harness.element().selection = { from: 3, to: 3 }));
    await stage.page.waitForTimeout(50);
    expect(await rowTexts(stage)).toContain('funded');
  });
});

it('selects lines and ranges by their numbers', async () => {
  await onStage({}, async (stage) => {
    await show(stage, numbered(20));
    await stage.page.evaluate(() => window.harness.listen('select'));
    await stage.page.getByRole('link', { name: 'Line 5', exact: true }).click();
    await stage.page.evaluate(() => (window.harness.element().selection = { from: 5, to: 5 }));
    await stage.page
      .getByRole('link', { name: 'Line 8', exact: true })
      .click({ modifiers: ['Shift'] });
    expect(await stage.page.evaluate(() => window.harness.fired.select)).toEqual([
      { from: 5, to: 5 },
      { from: 5, to: 8 },
    ]);
  });
});

it('marks what is searched, across colours', async () => {
  await onStage({}, async (stage) => {
    await show(stage, 'an \x1b[31mERR\x1b[0mor here\n', { query: 'error' });
    expect(await stage.page.locator('mark').allInnerTexts()).toEqual(['ERR', 'or']);
  });
});

it('follows the end, and stops when the reader scrolls up', async () => {
  await onStage({}, async (stage) => {
    await show(stage, numbered(500), { follow: true });
    expect(await stage.page.getByText('line 500', { exact: true }).isVisible()).toBe(true);
    await stage.page.evaluate(() => window.harness.listen('follow'));
    await stage.page.locator('.scroller').hover();
    await stage.page.mouse.wheel(0, -1000);
    await stage.page.waitForFunction(() => window.harness.fired.follow?.length === 1);
    expect(await stage.page.evaluate(() => window.harness.fired.follow)).toEqual([false]);
  });
});

itIsAccessible({}, (stage) =>
  show(
    stage,
    `travis_fold:start:a${CLEAR}\x1b[34mblue\x1b[0m\n\x1b[2mdim\x1b[0m\ntravis_fold:end:a${CLEAR}\x1b[30;47mboth\x1b[0m\n`,
    { selection: { from: 3, to: 3 }, query: 'bo' },
  ),
);
