import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireSync } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { isOpen, listSyncs, seen, syncUser } from '../../data/syncs.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { safeHref } from '../../data/safe-href.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../problem/problem.js';
import '../state/state.js';
import '../time/time.js';
import { styles } from './host-syncs.styles.js';

const LOOK_MS = 1_000;

/**
 * What the linked code hosts say that one may do: how far asking is, when it was last known, and what is left out.
 * Fires `synced` when one has been asked.
 */
export class HostSyncs extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  /** Id of the account. */
  @property({ type: Number }) user = 0;

  readonly #syncs = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => listSyncs(signal),
    loaded: ({ syncs }) => {
      const open = syncs.filter(isOpen).length;
      if (open < this.#open) this.dispatchEvent(new Event('synced'));
      this.#open = open;
      if (open > 0) this.#syncs.reload(LOOK_MS);
    },
  });
  /** How many were being asked at the last look. */
  #open = 0;

  /** It takes no room where nothing is linked. */
  protected override willUpdate(): void {
    this.hidden = this.#syncs.value?.syncs.length === 0;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { value, error } = this.#syncs;
    if (value?.syncs.length === 0) return nothing;
    return html`<section class="panel" aria-labelledby="hosts">
      <div class="panel-head">
        <h2 id="hosts">Code hosts</h2>
        ${value ? this.#button(value.syncs) : nothing}
      </div>
      ${
        value
          ? html`<ul class="rows">
              ${value.syncs.map(row)}
            </ul>`
          : error
            ? html`<tp-problem .error=${error} @retry=${() => this.#syncs.reload(0)}></tp-problem>`
            : html`<tp-loading lines="1" label="Loading code hosts"></tp-loading>`
      }
    </section>`;
  }

  #button(syncs: readonly WireSync[]): TemplateResult {
    const isBusy = syncs.some(isOpen);
    return html`<button class="button" ?disabled=${isBusy} @click=${this.#sync}>
      ${isBusy ? 'Syncing …' : 'Sync now'}
    </button>`;
  }

  readonly #sync = async (): Promise<void> => {
    await attempt(() => syncUser(this.user), 'The code hosts are asked.');
    this.#syncs.reload(0);
  };
}

function row(sync: WireSync): TemplateResult {
  const { login, host, synced_at: at, message, way_out: wayOut } = sync;
  return html`<li class="entry sync">
    <strong>${login} @ ${host}</strong>
    <span role="status" class="muted">${progress(sync)}</span>
    <span class="muted"
      >${at ? html`as of <tp-time .at=${at}></tp-time>` : 'never known in full yet'}</span
    >
    ${
      message
        ? html`<div class="note wait wide" role="alert">
            <div>
              <p>${message}</p>
              ${wayOut ? html`<p class="muted">${wayOut}</p>` : nothing} ${withheld(sync)}
            </div>
          </div>`
        : nothing
    }
  </li>`;
}

const WORDS: Readonly<Record<WireSync['state'], string>> = {
  waiting: 'waits to be asked',
  running: 'is being asked:',
  done: '',
  partial: 'has left something out:',
  doubted: 'is doubted:',
  failed: 'could not be asked',
  signed_out: 'wants you to sign in again',
};

function progress(sync: WireSync): string {
  const { state } = sync;
  const isCounted = state !== 'waiting' && state !== 'failed' && state !== 'signed_out';
  return [WORDS[state], isCounted ? seen(sync) : ''].filter(Boolean).join(' ');
}

function withheld({ withheld: accounts }: WireSync): TemplateResult | typeof nothing {
  if (accounts.length === 0) return nothing;
  return html`<ul class="withheld">
    ${accounts.map(({ account, reason, url }) => {
      const href = url === null ? undefined : safeHref(url);
      return html`<li>
        ${href ? html`<a href=${href} rel="noreferrer">${account}</a>` : account}: ${reason}
      </li>`;
    })}
  </ul>`;
}
