import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { PAGES, type WireSystem, type WireWorker } from '@turnpike/core/contracts/wire';
import { LiveTopics } from '../../controllers/live-topics.js';
import { Loader } from '../../controllers/loader.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { count } from '../../data/format.js';
import { getSystem } from '../../data/system.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { tones } from '../../styles/tones.styles.js';
import '../../components/admin-tabs/admin-tabs.js';
import '../../components/contributions/contributions.js';
import '../../components/duration/duration.js';
import '../../components/empty/empty.js';
import '../../components/fact-table/fact-table.js';
import '../../components/hook-table/hook-table.js';
import '../../components/host-table/host-table.js';
import '../../components/icon/icon.js';
import '../../components/loading/loading.js';
import '../../components/plugin-table/plugin-table.js';
import '../../components/problem/problem.js';
import '../../components/state/state.js';
import '../../components/time/time.js';
import { styles } from './system-page.styles.js';

const REREAD_MS = 5000;
const COUNTED = ['created', 'queued', 'received', 'started'] as const;

/** What runs, what waits and why, and what every plugin does here. */
export class SystemPage extends LitElement {
  static override styles = [reset, controls, page, tones, styles];
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly #system = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => getSystem(signal),
  });

  constructor() {
    super();
    new LiveTopics(this, () => ['system', 'repos'], {
      event: (name) => {
        if (name !== 'job:log') this.#system.reload(1000);
      },
      lost: () => this.#system.reload(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('System');
    this.#timer = setInterval(() => {
      if (!document.hidden) this.#system.reload();
    }, REREAD_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    const { value, error } = this.#system;
    if (!value && error)
      return html`<div class="panel">
        <tp-problem home .error=${error} @retry=${() => this.#system.reload(0)}></tp-problem>
      </div>`;
    if (!value) return html`<tp-loading lines="8" label="Loading the system"></tp-loading>`;
    return html`<div class="stack">
      <div class="top">
        <h1 tabindex="-1">System</h1>
        <p class="muted">
          Turnpike ${value.version}, process ${value.process}, up for
          <tp-duration .from=${value.started_at}></tp-duration>
        </p>
      </div>
      <tp-admin-tabs></tp-admin-tabs>
      ${this.#isolation(value)} ${this.#lowRoom(value)} ${this.#figures(value)}
      ${this.#waiting(value)} ${this.#workers(value)} ${this.#queues(value)}
      <tp-host-table></tp-host-table>
      <tp-fact-table .facts=${value.facts}></tp-fact-table>
      <tp-plugin-table .plugins=${value.plugins}></tp-plugin-table>
      <tp-hook-table .hooks=${value.hooks}></tp-hook-table>
      <tp-contributions slot-name="system.panel"></tp-contributions>
    </div>`;
  }

  #isolation({ workers }: WireSystem): TemplateResult | typeof nothing {
    const bare = workers.filter(({ isolation, online }) => isolation === 'none' && online);
    if (bare.length === 0) return nothing;
    return html`<p class="note warn">
      <tp-icon name="warn"></tp-icon>
      <span
        >${count(bare.length, 'worker')} run${bare.length === 1 ? 's' : ''} jobs as plain processes
        of ${bare.length === 1 ? 'its' : 'their'} machine, not isolated from it. Let only people
        that you trust push here; pull requests from forks are refused unless configured.</span
      >
    </p>`;
  }

  /** Builds fail soon: that is said above all else. */
  #lowRoom({ facts }: WireSystem): TemplateResult | typeof nothing {
    const low = facts.filter(({ room, state }) => room && state === 'warning');
    if (low.length === 0) return nothing;
    const titles = [...new Set(low.map(({ title }) => title))].join('; ');
    return html`<p class="note problem">
      <tp-icon name="warn"></tp-icon>
      <span>Little room is left on the file system of: ${titles}. See Storage and settings.</span>
    </p>`;
  }

  #figures(value: WireSystem): TemplateResult {
    const slots = value.workers.filter(({ online }) => online);
    const total = slots.reduce((sum, worker) => sum + worker.slots, 0);
    const busy = slots.reduce((sum, worker) => sum + worker.busy, 0);
    return html`<dl class="figures">
      ${this.#figure('Running', String((value.job_counts.started ?? 0) + (value.job_counts.received ?? 0)))}
      ${this.#figure('Queued', String(value.job_counts.queued ?? 0))}
      ${this.#figure('Waiting', String(value.job_counts.created ?? 0))}
      ${this.#figure('Slots', `${busy}/${total}`)}
      ${this.#figure('Bus', value.bus.connected ? 'connected' : 'away', value.bus.url, !value.bus.connected)}
      ${this.#figure('Database', value.database.dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL')}
    </dl>`;
  }

  #figure(title: string, text: string, about = '', bad = false): TemplateResult {
    return html`<div>
      <dt>${title}</dt>
      <dd class=${bad ? 'bad' : ''}>${text}</dd>
      ${about ? html`<dd class="about">${about}</dd>` : nothing}
    </div>`;
  }

  #waiting(value: WireSystem): TemplateResult {
    return html`<section class="panel" aria-labelledby="waiting">
      <div class="panel-head">
        <h2 id="waiting">Waiting jobs</h2>
        <span class="muted num">${value.waiting_count}</span>
      </div>
      ${
        value.waiting.length === 0
          ? html`<p class="pad muted">
              No job waits${COUNTED.some((s) => value.job_counts[s]) ? ', all have a worker' : ''}.
            </p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Table: Waiting jobs">
              <table class="cards">
                <thead>
                  <tr>
                    <th>Job</th>
                    <th>State</th>
                    <th>Why</th>
                    <th>Queue</th>
                    <th class="end">Since</th>
                  </tr>
                </thead>
                <tbody>
                  ${value.waiting.map((job) => {
                    const slug = job.repository?.slug ?? '';
                    return html`<tr>
                      <td>
                        <a href=${pageHref(PAGES.job, { ...splitSlug(slug), id: job.id })}
                          >${slug} ${job.number}</a
                        >
                      </td>
                      <td><tp-state .state=${job.state}></tp-state></td>
                      <td class="why wide">
                        ${job.waiting?.reason ?? job.reason ?? 'not looked at yet'}
                      </td>
                      <td class=${job.waiting?.queue || job.queue ? '' : 'none'}>
                        ${job.waiting?.queue ?? job.queue ?? '–'}
                      </td>
                      <td class="end">
                        <tp-time .at=${job.waiting?.since ?? job.created_at ?? null}></tp-time>
                      </td>
                    </tr>`;
                  })}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }

  #workers(value: WireSystem): TemplateResult {
    return html`<section class="panel" aria-labelledby="workers">
      <div class="panel-head"><h2 id="workers">Workers</h2></div>
      ${
        value.workers.length === 0
          ? html`<tp-empty icon="server" heading="No worker has reported">
              Jobs wait until one does. Start one with <code>turnpike start --role worker</code>.
            </tp-empty>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Table: Workers">
              <table class="cards">
                <thead>
                  <tr>
                    <th>Worker</th>
                    <th>Slots</th>
                    <th>Offers</th>
                    <th>Queues</th>
                    <th>Executor</th>
                    <th class="end">Heard of</th>
                  </tr>
                </thead>
                <tbody>
                  ${value.workers.map((worker) => this.#worker(worker))}
                </tbody>
              </table>
            </div>`
      }
    </section>`;
  }

  #worker(worker: WireWorker): TemplateResult {
    return html`<tr>
      <td>
        <strong>${worker.name}</strong>
        ${worker.online ? nothing : html`<span class="tag">offline</span>`}
        <div class="muted small">${worker.version}</div>
      </td>
      <td>
        <span class="slots" aria-hidden="true"
          >${Array.from({ length: Math.min(worker.slots, 16) }, (_none, at) => html`<i class=${at < worker.busy ? 'busy' : ''}></i>`)}</span
        >
        <span class="num">${worker.busy}/${worker.slots}</span>
      </td>
      <td>
        ${[...worker.os, ...worker.arch, ...worker.labels].map((offer) => html`<span class="chip">${offer}</span> `)}
      </td>
      <td>${worker.queues.join(', ')}</td>
      <td>
        ${worker.executor}
        <span class="tag">${worker.isolation === 'none' ? 'not isolated' : worker.isolation}</span>
      </td>
      <td class="end" data-label="Heard of"><tp-time .at=${worker.seen_at}></tp-time></td>
    </tr>`;
  }

  #queues(value: WireSystem): TemplateResult | typeof nothing {
    if (value.queues.length === 0) return nothing;
    return html`<section class="panel" aria-labelledby="queues">
      <div class="panel-head"><h2 id="queues">Queues</h2></div>
      <table>
        <thead>
          <tr>
            <th>Queue</th>
            <th class="end">Queued</th>
            <th class="end">Running</th>
            <th class="end">Oldest</th>
          </tr>
        </thead>
        <tbody>
          ${value.queues.map(
            (queue) =>
              html`<tr>
                <td>${queue.name}</td>
                <td class="end">${queue.queued}</td>
                <td class="end">${queue.running}</td>
                <td class="end"><tp-time .at=${queue.oldest_queued_at}></tp-time></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}
