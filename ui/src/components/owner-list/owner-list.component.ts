import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { PAGES, type WireOwner } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { pageHref } from '../../controllers/router.js';
import { changeOwner, listOwners } from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../empty/empty.js';
import '../loading/loading.js';
import '../problem/problem.js';
import '../time/time.js';

/** Owners of repositories: nothing of a suspended one is built. */
export class OwnerList extends LitElement {
  static override styles = [reset, controls, page, entryList];

  readonly #owners = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => listOwners(signal),
  });

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="owners">
      <div class="panel-head"><h2 id="owners">Owners of repositories</h2></div>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#owners;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#owners.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="3" label="Loading owners"></tp-loading>`;
    if (value.owners.length === 0)
      return html`<tp-empty icon="branch" heading="No owners yet">
        They come with their first repository.
      </tp-empty>`;
    return html`<ul class="rows">
      ${value.owners.map((owner) => this.#row(owner))}
    </ul>`;
  }

  #row(owner: WireOwner): TemplateResult {
    const { login, suspended_at: since } = owner;
    const title = since ? 'Reactivate' : 'Suspend';
    return html`<li class="entry">
      <a href=${pageHref(PAGES.owner, { owner: login })}><strong>${login}</strong></a>
      <span class="muted">${owner['@type']}${owner.host ? ` at ${owner.host}` : ''}</span>
      ${
        since
          ? html`<span
              ><strong>suspended</strong> <tp-time .at=${since}></tp-time>: its jobs wait</span
            >`
          : nothing
      }
      <a
        href=${pageHref(PAGES.ownerPeople, { owner: login }, owner.host ? `?host=${encodeURIComponent(owner.host)}` : '')}
        aria-label="People and teams of ${login}"
        >People</a
      >
      <button
        class="button quiet"
        aria-label="${title} the owner ${login}"
        @click=${() => this.#change(owner)}
      >
        ${title}
      </button>
    </li>`;
  }

  async #change(owner: WireOwner): Promise<void> {
    const { login, suspended_at: since } = owner;
    const yes =
      since ||
      (await ask({
        title: `Suspend the owner ${login}?`,
        text: 'Its jobs wait, and say why. What runs goes on.',
        action: 'Suspend',
      }));
    if (!yes) return;
    await attempt(
      () => changeOwner(owner, since ? 'reactivate' : 'suspend'),
      `${login} is changed.`,
    );
    this.#owners.reload(0);
  }
}
