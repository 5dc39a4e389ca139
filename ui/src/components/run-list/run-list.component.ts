import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireRun } from '@turnpike/core/contracts/wire';
import { count, formatBytes } from '../../data/format.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../duration/duration.js';
import '../state/state.js';
import '../time/time.js';

/** Every attempt at a job. Fires `choose` with the run's number. Nothing is shown for one attempt. */
export class RunList extends LitElement {
  static override styles = [reset, controls, page];
  @property({ attribute: false }) runs: readonly WireRun[] = [];
  @property({ type: Number }) shown = 0;

  protected override render(): TemplateResult | typeof nothing {
    if (this.runs.length < 2) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">${count(this.runs.length, 'run')}</h2></div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table: Runs">
        <table class="cards">
          <thead>
            <tr>
              <th>Run</th>
              <th>Result</th>
              <th>Reason</th>
              <th>Worker</th>
              <th class="end">Took</th>
              <th class="end">Log</th>
              <th class="end">When</th>
              <th><span class="sr">Log</span></th>
            </tr>
          </thead>
          <tbody>
            ${this.runs.map((run) => this.#row(run))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row(run: WireRun): TemplateResult {
    const shown = run.run === this.shown;
    return html`<tr>
      <td class="num" data-label="Run">${run.run}</td>
      <td><tp-state .state=${run.state}></tp-state></td>
      <td class="wide">
        ${run.log_removed ? html`<span class="tag">log removed</span>` : nothing}
        ${run.reason ?? ''}
        ${run.blame === 'platform' ? html`<span class="tag">the platform's doing</span>` : nothing}
      </td>
      <td>${run.worker}</td>
      <td class="end">
        <tp-duration .from=${run.started_at} .to=${run.finished_at}></tp-duration>
      </td>
      <td class="end" data-label="Log">${formatBytes(run.log_bytes)}</td>
      <td class="end"><tp-time .at=${run.received_at}></tp-time></td>
      <td class="end">
        <button
          class="button quiet"
          aria-pressed=${String(shown)}
          @click=${() => this.dispatchEvent(new CustomEvent('choose', { detail: run.run }))}
        >
          ${shown ? 'Shown' : 'Show log'}
        </button>
      </td>
    </tr>`;
  }
}
