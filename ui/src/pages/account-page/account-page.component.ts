import { consume } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { WireBrowserSession, WireSession, WireToken } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { sessionContext } from '../../controllers/contexts.js';
import { Loader } from '../../controllers/loader.js';
import { setPageTitle } from '../../controllers/page-title.js';
import {
  createToken,
  deleteToken,
  endOtherSessions,
  endSession,
  listSessions,
  listTokens,
} from '../../data/session.js';
import { problemIn } from '../../data/sign-in.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../../components/confirm/confirm.js';
import '../../components/host-repositories/host-repositories.js';
import '../../components/host-syncs/host-syncs.js';
import '../../components/icon/icon.js';
import '../../components/identities/identities.js';
import '../../components/loading/loading.js';
import '../../components/own-data/own-data.js';
import '../../components/own-password/own-password.js';
import '../../components/own-preferences/own-preferences.js';
import '../../components/problem/problem.js';
import '../../components/shown-once/shown-once.js';
import '../../components/second-factor/second-factor.js';
import '../../components/time/time.js';
import { styles } from './account-page.styles.js';

/** The current user: password, and tokens for the API and the command line. */
export class AccountPage extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: WireSession | undefined;
  /** The one answer that has the token itself. */
  @state() private made: WireToken | undefined;
  @query('#token') private tokenForm!: HTMLFormElement;

  readonly #tokens = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => listTokens(signal),
  });

  readonly #sessions = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => listSessions(signal),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('Account');
  }

  protected override render(): TemplateResult {
    const user = this.session?.user;
    return html`<div class="stack">
      <div>
        <h1 tabindex="-1">${user?.name ?? user?.login ?? 'Account'}</h1>
        <p class="muted">${user?.login}${user?.admin ? ', administrator' : ''}</p>
        ${this.#problem()}
      </div>
      <tp-identities
        .hosts=${(this.session?.logins ?? []).filter(({ kind, url }) => kind === 'redirect' && url)}
        @go=${(event: CustomEvent<string>) => location.assign(event.detail)}
      ></tp-identities>
      ${
        user
          ? html`<tp-host-syncs .user=${user.id} @synced=${this.#synced}></tp-host-syncs>`
          : nothing
      }
      <tp-host-repositories></tp-host-repositories>
      <section class="panel" aria-labelledby="tokens">
        <div class="panel-head"><h2 id="tokens">Tokens</h2></div>
        ${this.made ? html`<tp-shown-once .name=${this.made.name} .token=${this.made.token ?? ''}></tp-shown-once>` : nothing}
        ${this.#list()}
        <form id="token" @submit=${this.#create}>
          <label class="field"
            ><span>Name</span
            ><input class="input" name="name" required placeholder="what it is for"
          /></label>
          <label class="field"
            ><span>Days</span
            ><input class="input" name="days" type="number" min="1" placeholder="for ever"
          /></label>
          <button class="button"><tp-icon name="plus"></tp-icon>Make a token</button>
        </form>
      </section>
      <section class="panel" aria-labelledby="sessions">
        <div class="panel-head">
          <h2 id="sessions">Logged in</h2>
          ${this.#others()}
        </div>
        ${this.#sessionList()}
      </section>
      <tp-own-preferences></tp-own-preferences>
      <tp-own-password></tp-own-password>
      ${
        // It belongs to a password.
        this.session?.has_password === false ? nothing : html`<tp-second-factor></tp-second-factor>`
      }
      <tp-own-data></tp-own-data>
    </div>`;
  }

  /** Of an account that could not be linked. */
  #problem(): TemplateResult | typeof nothing {
    const words = problemIn(location.hash, this.session?.logins);
    if (!words) return nothing;
    return html`<p class="note problem" role="alert"><tp-icon name="warn"></tp-icon>${words}</p>`;
  }

  #others(): TemplateResult | typeof nothing {
    const others = this.#sessions.value?.sessions.filter(({ current }) => !current) ?? [];
    if (others.length === 0) return nothing;
    return html`<button class="button quiet" @click=${this.#endOthers}>
      End all other sessions
    </button>`;
  }

  readonly #synced = (): void => this.renderRoot.querySelector('tp-host-repositories')?.reload();

  #list(): TemplateResult {
    const { value, error } = this.#tokens;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#tokens.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="2" label="Loading tokens"></tp-loading>`;
    if (value.tokens.length === 0)
      return html`<p class="pad muted">
        None. The command line and the API take a token instead of a password.
      </p>`;
    return html`<ul class="rows">
      ${value.tokens.map(
        (token) =>
          html`<li class="entry">
            <strong>${token.name}</strong>
            <span class="muted">made <tp-time .at=${token.created_at}></tp-time></span>
            <span class="muted">
              ${token.used_at ? html`used <tp-time .at=${token.used_at}></tp-time>` : 'never used'}
              ${token.expires_at ? html`, ends <tp-time .at=${token.expires_at}></tp-time>` : nothing}
            </span>
            <button
              class="button quiet icon"
              aria-label="Delete ${token.name}"
              @click=${() => this.#delete(token)}
            >
              <tp-icon name="trash"></tp-icon>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #sessionList(): TemplateResult {
    const { value, error } = this.#sessions;
    if (!value && error)
      return html`<tp-problem
        .error=${error}
        @retry=${() => this.#sessions.reload(0)}
      ></tp-problem>`;
    if (!value) return html`<tp-loading lines="2" label="Loading sessions"></tp-loading>`;
    return html`<ul class="rows">
      ${value.sessions.map((session) => this.#sessionRow(session))}
    </ul>`;
  }

  #sessionRow(session: WireBrowserSession): TemplateResult {
    const name = session.agent ?? 'A browser';
    return html`<li class="entry">
      <strong class="agent">${session.current ? 'This browser' : name}</strong>
      <span class="muted">${session.address ?? ''}</span>
      <span class="muted">
        used <tp-time .at=${session.used_at ?? session.created_at}></tp-time>, ends
        <tp-time .at=${session.expires_at}></tp-time>
      </span>
      ${
        session.current
          ? nothing
          : html`<button
              class="button quiet icon"
              aria-label="Log out ${name}"
              @click=${() => this.#endSession(session)}
            >
              <tp-icon name="trash"></tp-icon>
            </button>`
      }
    </li>`;
  }

  async #endSession({ id }: WireBrowserSession): Promise<void> {
    await attempt(() => endSession(id), 'That browser is logged out.');
    this.#sessions.reload(0);
  }

  readonly #endOthers = async (): Promise<void> => {
    await attempt(() => endOtherSessions(), 'All other browsers are logged out.');
    this.#sessions.reload(0);
  };

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.tokenForm);
    const days = Number(data.get('days') || 0);
    this.made = await attempt(() =>
      createToken({ name: String(data.get('name')), ...(days > 0 && { expires_in_days: days }) }),
    );
    this.tokenForm.reset();
    this.#tokens.reload(0);
  };

  async #delete(token: WireToken): Promise<void> {
    const yes = await ask({
      title: `Delete the token ${token.name}?`,
      text: 'Whatever uses it is refused from now on.',
      action: 'Delete',
    });
    if (!yes) return;
    await attempt(() => deleteToken(token.id), `${token.name} is deleted.`);
    this.#tokens.reload(0);
  }
}
