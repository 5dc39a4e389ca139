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
