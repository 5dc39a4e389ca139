import { html, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { WireJob } from '@turnpike/core/contracts/wire';
import { Ticker } from '../../controllers/ticker.js';
import { PAGES } from '@turnpike/core/contracts/wire';
import { pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { formatDuration } from '../../data/format.js';
import { jobValues } from '../../data/job-values.js';
import { isFinal, LOOKS, type ShownState } from '../../data/states.js';
import { timeline, type TimelineBar } from '../../data/timeline.js';
import { reset } from '../../styles/reset.styles.js';
import { tones } from '../../styles/tones.styles.js';
import { styles } from './pipeline.styles.js';

/** When each job waited and ran, on one axis of time. */
export class Pipeline extends LitElement {
  static override styles = [reset, tones, styles];
  @property({ attribute: false }) jobs: readonly WireJob[] = [];
  @property() slug = '';
  @query('.bars') private bars: HTMLElement | undefined;

  constructor() {
    super();
    new Ticker(this, () => this.jobs.some((job) => !isFinal(job.state)));
  }

  protected override render(): TemplateResult {
    const { bars, totalMs, ticks } = timeline(this.jobs, Date.now());
    return html`<div class="axis" aria-hidden="true">
        ${ticks.map((ms) => html`<span data-at=${ms / totalMs}>${formatDuration(ms)}</span>`)}
      </div>
      <ul class="bars">
        ${bars.map((bar) => html`<li>${this.#bar(bar)}</li>`)}
      </ul>
      <p class="legend muted">
        <i class="wait"></i>waiting and booting <i class="run"></i>running, in the colour of its
        result · ${formatDuration(totalMs)} with waiting
      </p>`;
  }

  /** Positions are set by script: the content policy allows no style attributes. */
  protected override updated(): void {
    this.bars?.querySelectorAll<HTMLElement>('[data-from]').forEach((element) => {
      element.style.left = `${Number(element.dataset.from) * 100}%`;
      element.style.width = `${Number(element.dataset.share) * 100}%`;
    });
    this.renderRoot.querySelectorAll<HTMLElement>('.axis [data-at]').forEach((element) => {
      element.style.left = `${Number(element.dataset.at) * 100}%`;
    });
  }

  /** As the list of jobs names it. */
  #words(job: WireJob): string {
    if (job.name) return job.name;
    const configs = this.jobs.flatMap(({ config }) => (config ? [config] : []));
    return jobValues(job.config ?? {}, configs)
      .map(({ text }) => text)
      .join(' ');
  }

  #bar({ job, wait, run, waitMs, runMs }: TimelineBar): TemplateResult {
    const tone = LOOKS[(job.state ?? 'created') as ShownState].tone;
    const title = `${job.number}: waited ${formatDuration(waitMs)}, ran ${formatDuration(runMs)}`;
    return html`<a
      href=${pageHref(PAGES.job, { ...splitSlug(this.slug), id: job.id })}
      title=${title}
    >
      <span class="name"
        ><span class="num">${job.number}</span> ${this.#words(job)}<span class="sr">
          ${title}</span
        ></span
      >
      <span class="track" data-tone=${tone}>
        <i class="wait" data-from=${wait.from} data-share=${wait.share}></i>
        <i class="run" data-from=${run.from} data-share=${run.share}></i>
      </span>
      <span class="ms num">${runMs > 0 ? formatDuration(runMs) : '–'}</span>
    </a>`;
  }
}
