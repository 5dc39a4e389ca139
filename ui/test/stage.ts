/** What component tests are written with. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Harness } from './harness.js';

declare global {
  interface Window {
    harness: Harness;
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser | undefined;
const sharedBrowser = async (): Promise<Browser> =>
  (browser ??= await chromium.connect(inject('browser')));

export interface StageOptions {
  readonly dark?: boolean;
  readonly width?: number;
  /** Answers of the API: path below `/v3` → body, or status and body. Anything else is 404. */
  readonly api?: Readonly<Record<string, unknown>>;
}

/** An empty stage in a page of its own, with a few answers of the API. Errors of the page fail the test. */
export class Stage {
  readonly page: Page;
  /** What was asked of the API: `POST /v3/…` with its body. */
  readonly calls: { readonly call: string; readonly body: unknown }[] = [];
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(options: StageOptions = {}): Promise<Stage> {
    const context = await (
      await sharedBrowser()
    ).newContext({
      viewport: { width: options.width ?? 900, height: 700 },
      colorScheme: options.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    const stage = new Stage(await context.newPage());
    stage.page.on('pageerror', (error) => stage.errors.push(error.message));
    await stage.#answer(options.api ?? {});
    await stage.page.goto(`${inject('origin')}/`);
    await stage.page.waitForFunction(() => window.harness !== undefined);
    return stage;
  }

  async #answer(api: Readonly<Record<string, unknown>>): Promise<void> {
    await this.page.route('**/v3/**', async (route) => {
      const request = route.request();
      const path = new URL(request.url()).pathname;
      this.calls.push({ call: `${request.method()} ${path}`, body: request.postDataJSON() });
      const answer = api[`${request.method()} ${path}`] ?? api[path];
      const found = answer !== undefined;
      const body = found
        ? answer
        : { '@type': 'error', error_type: 'not_found', error_message: 'Not here.' };
      if (typeof body === 'string')
        await route.fulfill({
          status: 200,
          body,
          headers: { 'x-log-sealed': 'true', 'x-log-end': String(Buffer.byteLength(body)) },
        });
      else await route.fulfill({ status: found ? 200 : 404, json: body });
    });
  }

  async mount(tag: string, props: Record<string, unknown> = {}, text = ''): Promise<Locator> {
    await this.page.evaluate(([t, p, x]) => window.harness.mount(t, p, x), [
      tag,
      props,
      text,
    ] as const);
    return this.page.locator(tag).first();
  }

  /** Violations of the accessibility rules, as `rule: element`. */
  async violations(): Promise<string[]> {
    await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      const axe = (
        window as unknown as {
          axe: {
            run(o: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
        }
      ).axe;
      // A component alone is no page.
      const off = { 'page-has-heading-one': { enabled: false }, region: { enabled: false } };
      const { violations } = await axe.run({ rules: off, resultTypes: ['violations'] });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`,
      );
    });
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.errors, 'errors of the page').toEqual([]);
  }
}

/** All text of an element, its shadows included, as one line. */
export function shownText(locator: Locator): Promise<string> {
  return locator.evaluate((root) => {
    const texts: string[] = [];
    const walk = (node: Node): void => {
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
      if (node instanceof HTMLStyleElement) return;
      const shadow = node instanceof Element ? node.shadowRoot : null;
      (shadow ?? node).childNodes.forEach(walk);
    };
    walk(root);
    return texts
      .map((text) => text.trim())
      .filter(Boolean)
      .join(' ');
  });
}

/** Opens a stage for each test of the file's component and closes it. */
export async function onStage(
  options: StageOptions,
  work: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = await Stage.open(options);
  try {
    await work(stage);
  } finally {
    await stage.close();
  }
}

/** The accessibility rules hold, dark and light, wide and narrow; nothing is wider than a phone. */
export function itIsAccessible(
  options: StageOptions,
  place: (stage: Stage) => Promise<unknown>,
): void {
  it.each([
    [false, 900],
    [true, 390],
  ])('is accessible (dark: %s, %d px)', async (dark, width) => {
    await onStage({ ...options, dark, width }, async (stage) => {
      await place(stage);
      await stage.page.waitForTimeout(150);
      expect(await stage.violations()).toEqual([]);
      const overflow = await stage.page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      expect(overflow, 'wider than the screen').toBeLessThanOrEqual(0);
    });
  });
}

beforeAll(sharedBrowser);
afterAll(async () => {
  await browser?.close();
  browser = undefined;
});
