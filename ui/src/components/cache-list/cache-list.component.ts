import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireCache, WireRepository } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { formatBytes } from '../../data/format.js';
import { deleteCaches, listCaches } from '../../data/storage.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../icon/icon.js';
import '../time/time.js';

/** What jobs of a repository keep between builds, to be looked at and deleted. */
export class CacheList extends LitElement {
  static override styles = [reset, controls, page];
  @property({ attribute: false }) repository!: WireRepository;

  readonly #list = new Loader(this, {
    args: () => [this.repository.id] as const,
    load: ([id], signal) => listCaches(id, signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    const caches = this.#list.value?.caches;
    if (!caches) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head">
        <h2 id="title">Caches</h2>
        ${
          caches.length > 0
            ? html`<button class="button" @click=${() => this.#remove(undefined)}>
                Delete all
              </button>`
            : nothing
        }
      </div>
      ${
        caches.length === 0
          ? html`<p class="pad muted">
              Nothing is kept between builds. <code>cache:</code> in the configuration keeps
              folders.
            </p>`
          : this.#table(caches)
      }
    </section>`;
  }

  #table(caches: readonly WireCache[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Table: Caches">
      <table class="cards">
        <thead>
          <tr>
            <th>Branch</th>
            <th>Name</th>
            <th class="end">Size</th>
            <th class="end">Stored</th>
            <th><span class="sr">Action</span></th>
          </tr>
        </thead>
        <tbody>
          ${caches.map((cache) => this.#row(cache))}
        </tbody>
      </table>
    </div>`;
  }

  #row(cache: WireCache): TemplateResult {
    return html`<tr>
      <td data-label="Branch">${cache.branch}</td>
      <td class="wide">${cache.name}</td>
      <td class="num end" data-label="Size">${formatBytes(cache.size)}</td>
      <td class="end"><tp-time .at=${cache.last_modified}></tp-time></td>
      <td class="end">
        <button
          class="button quiet icon"
          aria-label="Delete ${cache.name} of ${cache.branch}"
          title="Delete"
          @click=${() => this.#remove(cache)}
        >
          <tp-icon name="trash"></tp-icon>
        </button>
      </td>
    </tr>`;
  }

  async #remove(cache: WireCache | undefined): Promise<void> {
    const what = cache ? `${cache.name} of ${cache.branch}` : 'all caches';
    const yes = await ask({
      title: `Delete ${what}?`,
      text: 'The next build that would use it makes it anew.',
      action: cache ? 'Delete the cache' : 'Delete all caches',
    });
    if (!yes) return;
    const of = cache ? { branch: cache.branch, match: cache.name } : {};
    await attempt(() => deleteCaches(this.repository.id, of), `Deleted: ${what}.`);
    this.#list.reload(0);
  }
}
