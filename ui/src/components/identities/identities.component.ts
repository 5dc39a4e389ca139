import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WireIdentity } from '@turnpike/core/contracts/wire';
import { announce, attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { linkIdentity, listIdentities, unlinkIdentity } from '../../data/session.js';
import type { Login } from '../../data/sign-in.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../problem/problem.js';
import '../time/time.js';
import { styles } from './identities.styles.js';

/** The own accounts at hosts: what is linked, and buttons that link more. Tells where the browser goes on by `go`. */
export class Identities extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  /** Hosts at which one can sign in. */
  @property({ attribute: false }) hosts: readonly Login[] = [];
  @state() private busy = false;

  readonly #list = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => listIdentities(signal),
  });

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">Accounts at hosts</h2></div>
      ${this.#body()} ${this.hosts.length > 0 ? this.#buttons() : nothing}
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#list;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#list.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="2" label="Loading accounts"></tp-loading>`;
    if (value.identities.length === 0)
      return html`<p class="pad muted">
        ${
          this.hosts.length > 0
            ? 'None is linked. Whoever links one can log in by it, and has the rights here that they have there.'
            : 'This server lists no host at which one can sign in. Administrators add one to its configuration, under hosts.'
        }
      </p>`;
    return html`<ul class="rows">
      ${value.identities.map((one) => this.#row(one))}
    </ul>`;
  }

  #row(one: WireIdentity): TemplateResult {
    return html`<li class="entry">
      <strong>${one.login} @ ${one.host_title}</strong>
      <span class="muted">linked <tp-time .at=${one.linked_at}></tp-time></span>
      ${
        one.revoked_at
          ? html`<span class="again">does not let this server in any more: link it again</span>`
          : nothing
      }
      <button
        class="button quiet icon"
        aria-label="Unlink ${one.login} at ${one.host_title}"
        @click=${() => this.#unlink(one)}
      >
        <tp-icon name="trash"></tp-icon>
      </button>
    </li>`;
  }

  #buttons(): TemplateResult {
    return html`<div class="link">
      ${this.hosts.map(
        (host) =>
          html`<button class="button" ?disabled=${this.busy} @click=${() => this.#link(host)}>
            Link ${host.title}
          </button>`,
      )}
    </div>`;
  }

  async #link({ id }: Login): Promise<void> {
    this.busy = true;
    const url = await attempt(() => linkIdentity(id));
    this.busy = false;
    if (url) this.dispatchEvent(new CustomEvent('go', { detail: url }));
  }

  async #unlink({ id, login, host_title }: WireIdentity): Promise<void> {
    const yes = await ask({
      title: `Unlink ${login} at ${host_title}?`,
      text: 'You cannot log in by it any more, and what you may do by it ends at once.',
      action: 'Unlink',
    });
    if (!yes) return;
    const done = await attempt(async () => {
      await unlinkIdentity(id);
      return true;
    });
    if (done) announce('done', `${login} at ${host_title} is unlinked.`);
    this.#list.reload(0);
  }
}
