import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PAGES, type WireJob } from '@turnpike/core/contracts/wire';
import { pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { jobValues } from '../../data/job-values.js';
import { shortShas } from '../../data/format.js';
import { isWaiting, LOOKS, type ShownState } from '../../data/states.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { tones } from '../../styles/tones.styles.js';
import { timeTaken } from '../duration/time-taken.js';
import '../icon/icon.js';
import '../state/state.js';
import { styles } from './job-list.styles.js';

/** Jobs of a stage or of a build, each with the values that tell it from all its siblings. */
export class JobList extends LitElement {
  static override styles = [reset, controls, tones, styles];
  @property({ attribute: false }) jobs: readonly WireJob[] = [];
  @property({ attribute: false }) siblings: readonly WireJob[] = [];
  @property() slug = '';

  protected override render(): TemplateResult {
    return html`<ul>
      ${this.jobs.map((job) => html`<li>${this.#row(job)}</li>`)}
    </ul>`;
  }

  #row(job: WireJob): TemplateResult {
    const state = (job.state ?? 'created') as ShownState;
    const href = pageHref(PAGES.job, { ...splitSlug(this.slug), id: job.id });
    return html`<a class="job" href=${href} data-tone=${LOOKS[state].tone}>
      <tp-state .state=${state}></tp-state>
      <span class="number num">${job.number}</span>
      <span class="values">${this.#values(job)}</span>
      <span class="end">
        ${job.allow_failure ? html`<span class="tag">allowed to fail</span>` : nothing}
        ${(job.run ?? 0) > 1 ? html`<span class="tag">run ${job.run}</span>` : nothing}
        ${timeTaken(job)}
      </span>
      ${this.#reason(job)}
    </a>`;
  }

  #values(job: WireJob): TemplateResult {
    const configs = this.siblings.map(({ config }) => config ?? {});
    const values = jobValues(job.config ?? {}, configs);
    return html`${job.name ? html`<strong>${job.name}</strong>` : nothing}
    ${values.map(({ key, text }) => html`<span class="chip" title=${key}>${text}</span>`)}
    ${!job.name && values.length === 0 ? html`<span class="muted">default</span>` : nothing}`;
  }

  #reason(job: WireJob): TemplateResult | typeof nothing {
    const waits = isWaiting(job.state) ? (job.waiting?.reason ?? job.reason) : undefined;
    const errored = job.state === 'errored' || job.state === 'canceled' ? job.reason : undefined;
    const text = waits ?? errored;
    if (!text) return nothing;
    return html`<span class="reason"
      ><tp-icon name=${waits ? 'clock' : 'info'}></tp-icon><span>${shortShas(text)}</span></span
    >`;
  }
}
