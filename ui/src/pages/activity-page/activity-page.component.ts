import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { PAGES, type WireJob, type WireJobs } from '@turnpike/core/contracts/wire';
import { LiveTopics } from '../../controllers/live-topics.js';
import { Loader } from '../../controllers/loader.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { firstLine } from '../../data/format.js';
import { jobValues } from '../../data/job-values.js';
import { listJobs } from '../../data/jobs.js';
import type { ShownState } from '../../data/states.js';
import { withinPages } from '../../data/within-pages.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/duration/duration.js';
import '../../components/empty/empty.js';
import '../../components/loading/loading.js';
import '../../components/pager/pager.js';
import '../../components/problem/problem.js';
import '../../components/state/state.js';
import '../../components/time/time.js';

const REREAD_MS = 1000;
const LISTS = [
  { id: 'running', title: 'Running', states: ['received', 'started'] },
  { id: 'waiting', title: 'Waiting', states: ['queued', 'created'] },
  { id: 'failed', title: 'Failed lately', states: ['failed', 'errored'] },
] as const;

/** What runs, what waits and why, and what failed lately, over all repositories that one may see. */
export class ActivityPage extends LitElement {
  static override styles = [reset, controls, page];
  @state() private shown: (typeof LISTS)[number]['id'] = 'running';
  @state() private offset = 0;

  readonly #jobs = new Loader(this, {
    args: () => [this.shown, this.offset] as const,
    load: ([shown, offset], signal) =>
      listJobs(LISTS.find(({ id }) => id === shown)?.states ?? [], offset, signal),
    loaded: ({ '@pagination': paged }) => (this.offset = withinPages(this.offset, paged)),
  });

  constructor() {
    super();
    new LiveTopics(this, () => ['repos'], {
      event: (name) => {
        if (name !== 'job:log') this.#jobs.reload(REREAD_MS);
      },
      lost: () => this.#jobs.reload(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('Activity');
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <h1 tabindex="-1">Activity</h1>
      <section class="panel" aria-label="Jobs">
        <div class="panel-head">
          <h2>${LISTS.find(({ id }) => id === this.shown)?.title}</h2>
          <select class="input narrow" aria-label="Which jobs" @change=${this.#choose}>
            ${LISTS.map(
              ({ id, title }) =>
                html`<option value=${id} ?selected=${id === this.shown}>${title}</option>`,
            )}
          </select>
        </div>
        ${this.#body()}
      </section>
    </div>`;
  }

  readonly #choose = (event: Event): void => {
    this.shown = (event.target as HTMLSelectElement).value as typeof this.shown;
    this.offset = 0;
  };

  #body(): TemplateResult {
    const { value, error } = this.#jobs;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#jobs.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="6" label="Loading jobs"></tp-loading>`;
    if (value.jobs.length === 0)
      return html`<tp-empty
        icon="play"
        heading=${this.shown === 'failed' ? 'Nothing failed' : `Nothing is ${this.shown}`}
      >
        Of all repositories that you may see.
      </tp-empty>`;
    return this.#table(value);
  }

  #table(value: WireJobs): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Table: Jobs">
        <table class="cards">
          <thead>
            <tr>
              <th>State</th>
              <th>Job</th>
              <th>What</th>
              <th>${this.shown === 'waiting' ? 'Why' : 'Commit'}</th>
              <th class="end">${this.shown === 'running' ? 'Runs for' : 'Since'}</th>
            </tr>
          </thead>
          <tbody>
            ${value.jobs.map((job) => this.#row(job))}
          </tbody>
        </table>
      </div>
      <tp-pager
        .pagination=${value['@pagination']}
        @page=${(event: CustomEvent<number>) => (this.offset = event.detail)}
      ></tp-pager>`;
  }

  #row(job: WireJob): TemplateResult {
    const slug = job.repository?.slug ?? '';
    const href = pageHref(PAGES.job, { ...splitSlug(slug), id: job.id });
    const words =
      job.name ??
      jobValues(job.config ?? {}, [])
        .map(({ text }) => text)
        .join(' ');
    const why = job.waiting?.reason ?? firstLine(job.commit?.message);
    return html`<tr>
      <td><tp-state .state=${(job.state ?? 'created') as ShownState}></tp-state></td>
      <td>
        <a href=${href}>${slug} <span class="num">${job.number}</span></a>
      </td>
      <td>
        ${words}${job.stage?.name ? html` <span class="muted">${job.stage.name}</span>` : nothing}
      </td>
      <td class="wide">${why}</td>
      <td class="end">${this.#time(job)}</td>
    </tr>`;
  }

  #time(job: WireJob): TemplateResult {
    if (this.shown === 'running' && job.started_at)
      return html`<tp-duration .from=${job.started_at}></tp-duration>`;
    const at = job.finished_at ?? job.waiting?.since ?? job.created_at ?? null;
    return html`<tp-time .at=${at}></tp-time>`;
  }
}
