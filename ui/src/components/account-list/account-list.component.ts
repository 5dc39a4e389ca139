import { consume } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import {
  PAGES,
  type WireSession,
  type WireUser,
  type WireUserLink,
} from '@turnpike/core/contracts/wire';
import { announce, attempt } from '../../controllers/announce.js';
import { sessionContext } from '../../controllers/contexts.js';
import { Loader } from '../../controllers/loader.js';
import { navigate, pageHref } from '../../controllers/router.js';
import {
  addUser,
  becomeUser,
  changeUser,
  listUsers,
  removeUser,
  type UserChange,
} from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../problem/problem.js';
import '../time/time.js';
import { styles } from './account-list.styles.js';

const REREAD_MS = 10_000;
interface Act {
  readonly title: string;
  readonly change: UserChange;
  /** What is asked before it is done. */
  readonly text?: string;
}
const SUSPEND: Act = {
  title: 'Suspend',
  change: 'suspend',
  text: 'All sessions and tokens end at once, and nobody gets in by this account until it is reactivated.',
};
const REACTIVATE: Act = { title: 'Reactivate', change: 'reactivate' };
const PROMOTE: Act = {
  title: 'Make administrator',
  change: 'promote',
  text: 'An administrator may do everything, on all repositories.',
};
const DEMOTE: Act = {
  title: 'Make ordinary',
  change: 'demote',
  text: 'The rights of an administrator end at once; rights on repositories stay.',
};

/** Accounts: found, added, suspended, promoted, removed. */
export class AccountList extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: WireSession | undefined;
  @state() private search = '';
  @state() private made: WireUserLink | undefined;
  @query('#add') private form!: HTMLFormElement;
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly #users = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => listUsers(signal),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      if (!document.hidden) this.#users.reload();
    }, REREAD_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="accounts">
      <div class="panel-head">
        <h2 id="accounts">Accounts</h2>
        <input
          class="input"
          type="search"
          aria-label="Search accounts"
          placeholder="Search"
          @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
        />
      </div>
      ${this.made ? this.#link(this.made) : nothing} ${this.#body()}
      <form id="add" @submit=${this.#add}>
        <label class="field"
          ><span>Login</span><input class="input" name="login" required autocomplete="off"
        /></label>
        <label class="field"
          ><span>E-mail</span><input class="input" name="email" type="email" autocomplete="off"
        /></label>
        <button class="button"><tp-icon name="plus"></tp-icon>Add an account</button>
      </form>
    </section>`;
  }

  #link({ user, url }: WireUserLink): TemplateResult {
    return html`<div class="note wait once" role="status">
      <tp-icon name="key"></tp-icon>
      <div>
        <p>With this link <strong>${user.login}</strong> logs in once and sets a password:</p>
        <code>${url}</code>
      </div>
      <button class="button" @click=${() => this.#copy(url)}>Copy</button>
    </div>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#users;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#users.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="4" label="Loading accounts"></tp-loading>`;
    const wanted = this.search.trim().toLowerCase();
    const found = value.users.filter((user) =>
      [user.login, user.name, user.email].some((text) => text?.toLowerCase().includes(wanted)),
    );
    if (found.length === 0)
      return html`<p class="pad muted" role="status">
        No account has “${this.search}” in its login, name or address.
      </p>`;
    return html`<ul class="rows">
      ${found.map((user) => this.#row(user))}
    </ul>`;
  }

  #row(user: WireUser): TemplateResult {
    const isOwn = user.login === this.session?.user?.login;
    return html`<li class="account">
      <div>
        <p>
          <strong>${user.login}</strong> ${user.name ?? nothing}
          ${isOwn ? html`<span class="muted">(you)</span>` : nothing}
        </p>
        <p class="muted">
          ${user.email ?? 'no e-mail address'}${user.admin ? ', administrator' : ''}
          ${
            user.suspended_at
              ? html`, <strong>suspended</strong> <tp-time .at=${user.suspended_at}></tp-time>`
              : nothing
          }
        </p>
      </div>
      <div class="acts">
        ${
          user.admin || user.suspended_at
            ? nothing
            : html`<button
                class="button quiet"
                aria-label="Become: ${user.login}"
                @click=${() => this.#become(user)}
              >
                Become
              </button>`
        }
        ${this.#act(user, user.admin ? DEMOTE : PROMOTE)}
        ${this.#act(user, user.suspended_at ? REACTIVATE : SUSPEND)}
        <button
          class="button quiet icon"
          aria-label="Remove ${user.login}"
          @click=${() => this.#remove(user)}
        >
          <tp-icon name="trash"></tp-icon>
        </button>
      </div>
    </li>`;
  }

  #act(user: WireUser, act: Act): TemplateResult {
    return html`<button
      class="button quiet"
      aria-label="${act.title}: ${user.login}"
      @click=${() => this.#change(user, act)}
    >
      ${act.title}
    </button>`;
  }

  async #change({ login }: WireUser, { title, change, text }: Act): Promise<void> {
    if (text && !(await ask({ title: `${title}: ${login}?`, text, action: title }))) return;
    await attempt(() => changeUser(login, change), `${login} is changed.`);
    this.#users.reload(0);
  }

  async #become({ login }: WireUser): Promise<void> {
    const yes = await ask({
      title: `See everything as ${login} does?`,
      text: `For 30 minutes, with no more rights than ${login} has. The audit log names you both. Tokens, secrets and the account stay closed.`,
      action: 'Become',
    });
    if (!yes) return;
    // 204: anything but a refusal.
    const done = await attempt(async () => {
      await becomeUser(login);
      return true;
    }, `You see everything as ${login} does.`);
    if (!done) return;
    dispatchEvent(new Event('tp-session'));
    navigate(pageHref(PAGES.home));
  }

  async #remove({ login }: WireUser): Promise<void> {
    const yes = await ask({
      title: `Remove ${login}?`,
      text: 'Tokens, sessions and rights go with the account. What it built stays.',
      action: 'Remove',
    });
    if (!yes) return;
    await attempt(() => removeUser(login), `${login} is removed.`);
    this.#users.reload(0);
  }

  async #copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    announce('done', 'Copied.');
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const email = String(data.get('email'));
    const login = String(data.get('login'));
    const made = await attempt(() => addUser({ login, ...(email && { email }) }));
    if (!made) return;
    this.made = made;
    this.form.reset();
    this.#users.reload(0);
  };
}
