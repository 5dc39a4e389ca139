import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { WireRepository, WireWebhook } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { changeRepository, getHook, renewHook } from '../../data/repositories.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../hook-health/hook-health.js';

const styles = css`
  :host {
    display: grid;
    gap: 1.25rem;
    grid-template-columns: minmax(0, 1fr);
  }
`;

/** Where a repository lies, what it is read with, who sees it, and its webhook. Fires `changed`. */
export class RepositorySource extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property({ attribute: false }) repository!: WireRepository;
  @state() private hook: WireWebhook | undefined;
  @query('form') private readonly form!: HTMLFormElement;

  protected override render(): TemplateResult {
    const { clone_url: address, private: hidden } = this.repository;
    return html`<section class="panel" aria-label="Source">
        <div class="panel-head"><h2>Source</h2></div>
        <form class="pad stack" @submit=${this.#save}>
          <label class="field"
            ><span>Address or path</span>
            <input
              class="input mono"
              name="clone_url"
              required
              spellcheck="false"
              .value=${address ?? ''}
            />
            <small
              >Where it is now, should it have moved. Builds stay. For administrators of the
              server.</small
            >
          </label>
          <label class="field"
            ><span>Token of the code host</span>
            <input class="input mono" name="token" type="password" autocomplete="off" />
            <small>Empty: the one that is there stays.</small>
          </label>
          <label class="row"
            ><input type="checkbox" name="private" .checked=${hidden === true} /> Private: only for
            people with rights on it</label
          >
          <div class="row"><button class="button">Save</button></div>
        </form>
      </section>
      ${this.#hookPanel()}`;
  }

  #hookPanel(): TemplateResult {
    const { hook } = this;
    return html`<section class="panel" aria-label="Webhook">
      <div class="panel-head"><h2>Webhook</h2></div>
      <div class="pad stack">
        <p class="muted">What the code host needs to tell this server of each push at once.</p>
        ${
          hook
            ? html`<label class="field"
                  ><span>Address</span><input class="input mono" readonly .value=${hook.url}
                /></label>
                <label class="field"
                  ><span>Secret</span
                  ><input class="input mono" readonly .value=${hook.secret ?? ''}
                /></label>`
            : nothing
        }
        <tp-hook-health .repo=${this.repository.id}></tp-hook-health>
        <div class="row">
          ${hook ? nothing : html`<button class="button" @click=${this.#show}>Show address and secret</button>`}
          <button class="button" @click=${this.#renew}>Renew the secret</button>
        </div>
        ${hook?.hook ? html`<p role="status">${hook.hook.message}</p>` : nothing}
      </div>
    </section>`;
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const { id, clone_url: before } = this.repository;
    const [address, token] = [text('clone_url'), text('token')];
    const done = await attempt(async () => {
      await changeRepository(id, {
        ...(address === before ? {} : { clone_url: address }),
        ...(token === '' ? {} : { token }),
        private: data.has('private'),
      });
      return true;
    }, 'The source is saved.');
    if (done) this.dispatchEvent(new Event('changed'));
  };

  readonly #show = async (): Promise<void> => {
    this.hook = await attempt(() => getHook(this.repository.id));
  };

  readonly #renew = async (): Promise<void> => {
    const yes = await ask({
      title: 'Renew the secret?',
      text: 'Deliveries that are signed with the old one are refused from now on. Where this server can write the hook, it does.',
      action: 'Renew',
    });
    if (yes)
      this.hook = await attempt(() => renewHook(this.repository.id), 'The secret is renewed.');
  };
}
