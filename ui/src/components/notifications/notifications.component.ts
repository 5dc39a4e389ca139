import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireNotification } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { getBuildConfig, listNotifications, sendAgain } from '../../data/builds.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './notifications.styles.js';
import '../icon/icon.js';
import '../state/state.js';
import '../time/time.js';

const LOOK: Readonly<Record<WireNotification['state'], { state: string; word: string }>> = {
  created: { state: 'queued', word: 'Due' },
  claimed: { state: 'started', word: 'Sending' },
  sent: { state: 'passed', word: 'Sent' },
  failed: { state: 'failed', word: 'Failed' },
  skipped: { state: 'canceled', word: 'Skipped' },
  unconfigured: { state: 'warning', word: 'Not configured' },
};

const SENDABLE: ReadonlySet<WireNotification['state']> = new Set([
  'failed',
  'sent',
  'unconfigured',
]);

/**
 * That this server sends no mail is said on the system page; below a build only where its configuration asks for mail.
 */
async function worthShowing(id: number, signal: AbortSignal): Promise<readonly WireNotification[]> {
  const { notifications } = await listNotifications(id, signal);
  const isDefault = notifications.every(
    ({ state, target }) => state === 'unconfigured' && target === null,
  );
  if (!isDefault || notifications.length === 0) return notifications;
  const read = await getBuildConfig(id, signal).catch(() => undefined);
  return read?.config.notifications === undefined ? [] : notifications;
}

/** Who was told of a build, and how that went. Nothing is shown for a build that told nobody. */
export class Notifications extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property({ type: Number }) buildId = 0;
  /** Read again when the build has moved on. */
  @property({ type: Number }) version = 0;

  readonly #list = new Loader(this, {
    args: () => [this.buildId, this.version] as const,
    load: ([id], signal) => worthShowing(id, signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    const rows = this.#list.value ?? [];
    if (rows.length === 0) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">Notifications</h2></div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table: Notifications">
        <table class="cards">
          <thead>
            <tr>
              <th>State</th>
              <th>Event</th>
              <th>Sent by</th>
              <th>Sent to</th>
              <th>Tries</th>
              <th>When</th>
              <th><span class="sr">Action</span></th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#row(row))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row(row: WireNotification): TemplateResult {
    const look = LOOK[row.state];
    return html`<tr>
      <td><tp-state .state=${look.state} .word=${look.word}></tp-state></td>
      <td>${row.event}</td>
      <td>${row.notifier}</td>
      <td class="to wide">
        ${row.target ?? (row.reason ? nothing : '–')}
        ${row.reason ? html`<div class="muted">${row.reason}</div>` : nothing}
      </td>
      <td data-label="Tries">${row.attempts}</td>
      <td><tp-time .at=${row.sent_at ?? row.created_at}></tp-time></td>
      <td class="end">
        ${
          SENDABLE.has(row.state)
            ? html`<button class="button quiet" @click=${() => this.#again(row)}>
                Send again
              </button>`
            : nothing
        }
      </td>
    </tr>`;
  }

  async #again(row: WireNotification): Promise<void> {
    await attempt(() => sendAgain(row.id), 'It is sent again.');
    this.#list.reload();
  }
}
