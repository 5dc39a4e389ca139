/** What the log page's bench does inside the page, and with its keyboard. */
import type { Page } from 'playwright-core';
import { percentile } from '../harness.js';

interface PageBench {
  opened(lines: number): Promise<{ first: number; whole: number }>;
  scroll(frames: number): Promise<{ p95: number; long: number }>;
  jump(key: string, text: string): Promise<number>;
  toLine(line: number): Promise<number>;
  searchServer(path: string): Promise<number>;
  search(text: string): Promise<number>;
  watchFrames(): void;
  frames(): { keys: number[]; frames: number[]; typed: string };
  missing(lines: number): Promise<number>;
}
declare global {
  interface Window {
    bench: PageBench;
  }
}

/** Runs before the page's own scripts. Times are from the navigation's start, read at each frame. */
export function inPage(): void {
  const find = (selector: string, root: ParentNode = document): HTMLElement | undefined => {
    for (const node of root.querySelectorAll<HTMLElement>('*')) {
      if (node.matches(selector)) return node;
      const below = node.shadowRoot && find(selector, node.shadowRoot);
      if (below) return below;
    }
    return undefined;
  };
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const LATE_MS = 30_000;
  const until = async (what: () => boolean): Promise<number> => {
    const ends = performance.now() + LATE_MS;
    while (!what()) {
      if (performance.now() > ends) return Number.NaN;
      await frame();
    }
    return performance.now();
  };
  const rows = (): HTMLElement | undefined => find('tp-log-view .rows, .rows');
  const footText = (): string => find('.foot')?.textContent ?? '';
  const linesShown = (): number =>
    Number(/([\d,]+) lines?/.exec(footText())?.[1]?.replaceAll(',', ''));
  const key = (name: string): void => {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
    );
  };
  const nth = (values: number[], p: number): number =>
    values.sort((a, b) => a - b)[Math.ceil(values.length * p) - 1] ?? Number.NaN;
  const frames: number[] = [];
  const keys: number[] = [];

  window.bench = {
    async opened(lines) {
      const first = await until(() => (rows()?.childElementCount ?? 0) > 10);
      const whole = await until(() => linesShown() >= lines && !footText().includes('reading'));
      return { first, whole };
    },
    async scroll(count) {
      const scroller = find('.scroller') as HTMLElement;
      scroller.scrollTop = 0;
      await frame();
      const taken: number[] = [];
      let last = await frame();
      for (let at = 0; at < count; at += 1) {
        // Steady turns of the wheel, then ever wider throws.
        scroller.scrollTop += at < count / 2 ? 240 : 240 * at;
        const now = await frame();
        taken.push(now - last);
        last = now;
      }
      return { p95: nth(taken, 0.95), long: taken.filter((ms) => ms > 34).length };
    },
    async jump(name, text) {
      const started = performance.now();
      key(name);
      return (await until(() => rows()?.textContent?.includes(text) === true)) - started;
    },
    async toLine(line) {
      const started = performance.now();
      location.hash = `#L${line}`;
      const row = (): boolean => find(`.row.selected[data-row="${line - 1}"]`) !== undefined;
      return (await until(row)) - started;
    },
    async searchServer(path) {
      const started = performance.now();
      const answer = await fetch(new URL(path, document.baseURI), {
        headers: { 'travis-api-version': '3' },
      });
      const { matches } = await answer.json();
      return matches.length === 1 ? performance.now() - started : Number.NaN;
    },
    async search(text) {
      const started = performance.now();
      const input = find('.find input') as HTMLInputElement;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return (
        (await until(() => find('.row.current')?.textContent?.includes(text) === true)) - started
      );
    },
    watchFrames() {
      let last = performance.now();
      const next = (): void => {
        const now = performance.now();
        frames.push(now - last);
        last = now;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
      const input = find('.find input') as HTMLInputElement;
      input.addEventListener('keydown', (event) => {
        requestAnimationFrame(() => keys.push(performance.now() - event.timeStamp));
      });
    },
    frames: () => ({ keys, frames, typed: (find('.find input') as HTMLInputElement).value }),
    async missing(lines) {
      await until(() => find('.foot .live') === undefined && linesShown() >= lines);
      key('G');
      await until(() => rows()?.textContent?.includes('end of the live log') === true);
      return Math.max(0, lines - linesShown());
    },
  };
}

const TYPED = 'live line 4 and some more that is typed while it comes';

/** Types into the search while lines pour in. */
export async function typeWhileLive(
  page: Page,
): Promise<{ lost: number; p95: number; frameP95: number }> {
  await page.locator('tp-job-log .find input').waitFor();
  await page.locator('tp-log-view .row').first().waitFor();
  await page.evaluate(() => window.bench.watchFrames());
  await page.locator('tp-job-log .find input').focus();
  await page.keyboard.type(TYPED, { delay: 60 });
  const { keys, frames, typed } = await page.evaluate(() => window.bench.frames());
  const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
  let kept = 0;
  while (kept < typed.length && typed[kept] === TYPED[kept]) kept += 1;
  return {
    lost: TYPED.length - kept,
    p95: percentile(sorted(keys), 95),
    frameP95: percentile(sorted(frames), 95),
  };
}
