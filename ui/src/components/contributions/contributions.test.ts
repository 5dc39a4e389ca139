import { expect, it } from 'vitest';
import { onStage } from '../../../test/stage.js';

const contribution = (slot: string, module: string): object => ({
  plugin: 'notes',
  slot,
  tag: 'notes-panel',
  title: 'Notes',
  module,
});

it('shows a plugin’s element with the page’s objects', async () => {
  const api = {
    '/v3/ui': {
      '@type': 'ui',
      contributions: [
        contribution('build.panel', '/ui-plugins/notes/panel.js'),
        contribution('job.panel', '/ui-plugins/other.js'),
      ],
    },
  };
  await onStage({ api }, async (stage) => {
    const module = `customElements.define('notes-panel', class extends HTMLElement { set build(b) { this.textContent = 'notes of build ' + b.number + ' ' + typeof this.api; } set api(a) { this.api_ = a; } get api() { return this.api_; } });`;
    await stage.page.route('**/ui-plugins/notes/panel.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: module }),
    );
    await stage.mount('tp-contributions', { slotName: 'build.panel', build: { number: '12' } });
    await stage.page.getByText('notes of build 12').waitFor();
    expect(await stage.page.getByRole('region', { name: 'Notes' }).count()).toBe(1);
  });
});

it('says that a plugin’s module is broken, and shows the rest of the page', async () => {
  const api = {
    '/v3/ui': {
      '@type': 'ui',
      contributions: [contribution('build.panel', '/ui-plugins/notes/gone.js')],
    },
  };
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-contributions', { slotName: 'build.panel' });
    await stage.page.getByText('Plugin notes could not show this').waitFor();
  });
});

const broken: Readonly<Record<string, string>> = {
  'its module': `throw new Error('broken on purpose')`,
  'its constructor': `customElements.define('notes-panel', class extends HTMLElement {
    constructor() { super(); throw new Error('broken on purpose'); } });`,
  'a property': `customElements.define('notes-panel', class extends HTMLElement {
    set build(b) { throw new Error('broken on purpose'); } });`,
  'coming onto the page': `customElements.define('notes-panel', class extends HTMLElement {
    connectedCallback() { throw new Error('broken on purpose'); } });`,
  'drawing later': `customElements.define('notes-panel', class extends HTMLElement {
    connectedCallback() { void Promise.resolve().then(() => { throw new Error('broken on purpose'); }); } });`,
};

it.each(Object.keys(broken))('names who throws in %s, and the rest goes on', async (where) => {
  const api = {
    '/v3/ui': {
      '@type': 'ui',
      contributions: [
        contribution('build.panel', '/ui-plugins/notes/panel.js'),
        {
          ...contribution('build.panel', '/ui-plugins/fine/panel.js'),
          ...{ plugin: 'fine', tag: 'fine-panel', title: 'Fine' },
        },
      ],
    },
  };
  await onStage({ api }, async (stage) => {
    const serve = (path: string, body = '') =>
      stage.page.route(`**/ui-plugins/${path}`, (route) =>
        route.fulfill({ contentType: 'text/javascript', body }),
      );
    await serve('notes/panel.js', broken[where]);
    await serve(
      'fine/panel.js',
      `customElements.define('fine-panel', class extends HTMLElement {
        connectedCallback() { this.textContent = 'all is well'; } });`,
    );
    await stage.mount('tp-contributions', { slotName: 'build.panel', build: { number: '12' } });
    await stage.page.getByText('Plugin notes could not show this').waitFor();
    await stage.page.getByText('all is well').waitFor();
    stage.errors.splice(0);
  });
});

it('says at an address that outlived its plugin that there is nothing', async () => {
  const api = { '/v3/ui': { '@type': 'ui', contributions: [] } };
  await onStage({ api }, async (stage) => {
    await stage.mount('tp-plugin-page', { tag: 'notes-panel' });
    await stage.page.getByText('No plugin shows notes-panel here').waitFor();
  });
});

it('has a page with a title, and an entry in the head that leads there', async () => {
  const api = {
    '/v3/ui': { '@type': 'ui', contributions: [contribution('page', '/ui-plugins/notes/p.js')] },
  };
  await onStage({ api }, async (stage) => {
    await stage.page.route('**/ui-plugins/notes/p.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `customElements.define('notes-panel', class extends HTMLElement {
          connectedCallback() { this.textContent = 'a whole page'; } });`,
      }),
    );
    await stage.mount('tp-header', { path: '/-/plugins/notes-panel' });
    const entry = stage.page.getByRole('link', { name: 'Notes' });
    expect(await entry.getAttribute('href')).toBe('/-/plugins/notes-panel');
    expect(await entry.getAttribute('aria-current')).toBe('page');
    await stage.mount('tp-plugin-page', { tag: 'notes-panel' });
    await stage.page.getByText('a whole page').waitFor();
    expect(await stage.page.getByRole('heading', { level: 1 }).textContent()).toBe('Notes');
    await expect.poll(() => stage.page.title()).toBe('Notes · Turnpike');
  });
});

it('tells an element what its plugin publishes, and nothing once it has left the page', async () => {
  const api = {
    '/v3/ui': {
      '@type': 'ui',
      contributions: [contribution('build.panel', '/ui-plugins/notes/panel.js')],
    },
  };
  await onStage({ api }, async (stage) => {
    const asked: string[] = [];
    let tell: (message: object) => void = () => undefined;
    await stage.page.routeWebSocket('**/live', (socket) => {
      socket.onMessage((text) => void asked.push(String(text)));
      tell = (message) => socket.send(JSON.stringify(message));
    });
    const body = `customElements.define('notes-panel', class extends HTMLElement {
      connectedCallback() {
        this.live('added', ({ text }, { repository }) => this.append(text + ' of ' + repository), { repository: 7 });
        this.live('added', { heard() {}, refused: (why) => this.append(why) });
      } });`;
    await stage.page.route('**/ui-plugins/notes/panel.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body }),
    );
    await stage.page.evaluate(() => window.harness.live.open());
    await stage.mount('tp-contributions', { slotName: 'build.panel', build: { number: '12' } });
    const topics = ['plugin:notes/added:7', 'plugin:notes/added'];
    await expect.poll(() => asked.join()).toContain(topics[1]);
    const data = { plugin: 'notes', topic: 'added', repository_id: 7, payload: { text: 'a note' } };
    tell({ event: 'plugin:published', data });
    tell({ event: 'plugin:published', data: { ...data, plugin: 'other' } });
    await stage.page.getByText('a note of 7', { exact: true }).waitFor();
    tell({ refused: { topic: topics[1], error_type: 'not_found', error_message: 'Not you.' } });
    await stage.page.getByText('Not you.').waitFor();
    await stage.mount('tp-empty');
    await expect
      .poll(() => asked.slice(-2))
      .toEqual(topics.map((topic) => JSON.stringify({ unsubscribe: [topic] })));
  });
});

it('has titles and words of the plugin in the language of who reads', async () => {
  const api = {
    '/v3/ui': {
      '@type': 'ui',
      contributions: [contribution('build.panel', '/ui-plugins/notes/panel.js')],
      texts: { notes: { 'en-US': { Notes: 'Remarks', 'No notes': 'No remarks' } } },
    },
  };
  await onStage({ api }, async (stage) => {
    const body = `customElements.define('notes-panel', class extends HTMLElement {
      connectedCallback() { this.textContent = this.text('No notes') + ' ' + this.text('yet'); } });`;
    await stage.page.route('**/ui-plugins/notes/panel.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body }),
    );
    await stage.mount('tp-contributions', { slotName: 'build.panel', build: { number: '12' } });
    const panel = stage.page.getByRole('region', { name: 'Remarks' });
    await panel.getByText('No remarks yet').waitFor();
    expect(await panel.locator('notes-panel').getAttribute('lang')).toBe('en-US');
  });
});
