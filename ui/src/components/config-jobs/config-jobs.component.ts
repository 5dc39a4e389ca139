import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireConfigJob } from '@turnpike/core/contracts/wire';
import { jobValues } from '../../data/job-values.js';
import { count } from '../../data/format.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../config-source/config-source.js';
import { styles } from './config-jobs.styles.js';

function origin(job: WireConfigJob): string {
  if (!job.origin) return '';
  const number = job.origin.index + 1;
  if (job.origin.from === 'include') return `entry ${number} of jobs.include`;
  return job.origin.from === 'matrix' ? `row ${number} of the matrix` : 'the file as a whole';
}

/** What jobs a configuration stands for, by stage, each with its own configuration. */
export class ConfigJobs extends LitElement {
  static override styles = [reset, controls, styles];
  @property({ attribute: false }) jobs: readonly WireConfigJob[] = [];

  protected override render(): TemplateResult {
    const stages = [...new Set(this.jobs.map(({ stage }) => stage))];
    return html`${stages.map((stage) => {
      const jobs = this.jobs.filter((job) => job.stage === stage);
      return html`<section>
        ${
          stage === null
            ? nothing
            : html`<h3>${stage} <span>${count(jobs.length, 'job')}</span></h3>`
        }
        <ul>
          ${jobs.map((job) => html`<li>${this.#job(job)}</li>`)}
        </ul>
      </section>`;
    })}`;
  }

  #job(job: WireConfigJob): TemplateResult {
    const values = jobValues(
      job.config,
      this.jobs.map(({ config }) => config),
    );
    return html`<details>
      <summary>
        <span class="number num">${job.number ?? this.jobs.indexOf(job) + 1}</span>
        ${job.name ? html`<strong>${job.name}</strong>` : nothing}
        ${values.map(({ key, text }) => html`<span class="chip" title=${key}>${text}</span>`)}
        ${job.allow_failure ? html`<span class="tag">allowed to fail</span>` : nothing}
        <span class="origin">${origin(job)}</span>
      </summary>
      <tp-config-source .text=${JSON.stringify(job.config, null, 2)}></tp-config-source>
    </details>`;
  }
}
