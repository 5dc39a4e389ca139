import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireMailbox } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { getMailbox, setMailbox } from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/loading/loading.js';
import '../../components/problem/problem.js';

/** Where the link of a mail leads: ends mail about a repository, and takes that back. Nobody has to log in. */
export class UnsubscribePage extends LitElement {
  static override styles = [reset, controls, page];
  @property() token = '';

  readonly #mailbox = new Loader(this, {
    args: () => [this.token] as const,
    load: ([token], signal) => getMailbox(token, signal),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('Mail');
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <h1 tabindex="-1">Mail about builds</h1>
      <section class="panel" aria-label="Mail about builds">${this.#body()}</section>
    </div>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#mailbox;
    if (!value && error)
      return html`<tp-problem
        home
        .error=${error}
        @retry=${() => this.#mailbox.reload(0)}
      ></tp-problem>`;
    if (!value) return html`<tp-loading lines="2" label="Loading"></tp-loading>`;
    return html`<div class="pad stack">
      <p role="status">${words(value)}</p>
      <p>
        <button class="button" @click=${() => this.#set(!value.subscribed)}>
          ${value.subscribed ? 'No more of it' : 'Send it again'}
        </button>
      </p>
    </div>`;
  }

  async #set(subscribed: boolean): Promise<void> {
    const now = await attempt(() => setMailbox(this.token, subscribed));
    if (now) this.#mailbox.set(now);
  }
}

function words({ address, repository, subscribed }: WireMailbox): string {
  const what = `mail about builds of ${repository ?? 'a repository that is gone'}`;
  return subscribed ? `${address} gets ${what}.` : `${address} gets no more ${what}.`;
}
