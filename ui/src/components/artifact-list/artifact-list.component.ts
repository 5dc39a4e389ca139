import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Loader } from '../../controllers/loader.js';
import { count, formatBytes } from '../../data/format.js';
import { artifactAddress, listArtifacts, type ListedArtifact } from '../../data/storage.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import '../time/time.js';

/** Files that a build stored, to download, and those that are not kept any more, with the reason. Nothing is shown for a build that stored none. */
export class ArtifactList extends LitElement {
  static override styles = [reset, controls, page];
  @property({ type: Number }) buildId = 0;
  /** Only of this job; 0: of all. */
  @property({ type: Number }) jobId = 0;
  /** Read again when build or job have moved on. */
  @property({ type: Number }) version = 0;

  readonly #list = new Loader(this, {
    args: () => [this.buildId, this.version] as const,
    load: ([id], signal) => listArtifacts(id, signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    const all = this.#list.value ?? [];
    const shown = all.filter(({ job_id }) => this.jobId === 0 || job_id === this.jobId);
    if (shown.length === 0) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head">
        <h2 id="title">
          Artifacts <span class="muted light">${count(shown.length, 'file')}</span>
        </h2>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table: Artifacts">
        <table class="cards">
          <thead>
            <tr>
              <th>File</th>
              <th class="end">Size</th>
              <th class="end">When</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map((artifact) => this.#row(artifact))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row(artifact: ListedArtifact): TemplateResult {
    return html`<tr>
      <td class="wide">${this.#name(artifact)}</td>
      <td class="num end" data-label="Size">${formatBytes(artifact.size)}</td>
      <td class="end"><tp-time .at=${artifact.created_at}></tp-time></td>
    </tr>`;
  }

  /** A link, or the reason why there is nothing to download any more. */
  #name(artifact: ListedArtifact): TemplateResult {
    if (artifact.reason === undefined)
      return html`<a href=${artifactAddress(artifact)} download>${artifact.path}</a>`;
    return html`<span class="muted">${artifact.path}<br />${artifact.reason}</span>`;
  }
}
