import { consume } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { PAGES, type WireInputs, type WireSession } from '@turnpike/core/contracts/wire';
import { sessionContext } from '../../controllers/contexts.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { currentPath, navigate, pageHref } from '../../controllers/router.js';
import { ApiError } from '../../data/http.js';
import { logIn, setPassword } from '../../data/session.js';
import { byLastUse, noteUse, problemIn, signInHref, type Login } from '../../data/sign-in.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/icon/icon.js';
import { styles } from './login-page.styles.js';

const MIN_PASSWORD = 12;

/** Log in by name and password, by another door of the server, or by a one-time link (`#once=TOKEN`). */
export class LoginPage extends LitElement {
  static override styles = [reset, controls, page, styles];
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: WireSession | undefined;
  @state() private busy = false;
  @state() private failure = '';
  /** What let in but for the code of the second factor. */
  @state() private half: WireInputs['session'] | undefined;
  @query('form') private form!: HTMLFormElement;

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('Log in');
    // A link that is opened in a tab that shows this page already changes only what is behind the #.
    addEventListener('hashchange', this.#lookForLink);
    this.#lookForLink();
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#lookForLink);
    super.disconnectedCallback();
  }

  readonly #lookForLink = (): void => {
    const once = /^#once=(.+)$/.exec(location.hash)?.[1];
    if (once) void this.#useLink(once);
  };

  protected override render(): TemplateResult {
    const session = this.session;
    return html`<div class="card">
      ${session?.password_needed ? this.#passwordForm() : this.half ? this.#codeForm() : this.#loginForm()}
    </div>`;
  }

  #failure(): TemplateResult | typeof nothing {
    const words = this.failure || problemIn(location.hash, this.session?.logins);
    if (!words) return nothing;
    return html`<p class="note problem" role="alert"><tp-icon name="warn"></tp-icon>${words}</p>`;
  }

  #loginForm(): TemplateResult {
    const logins = this.session?.logins ?? [];
    const hosts = logins.filter(({ kind, url }) => kind === 'redirect' && url);
    const password = logins.length === 0 || logins.some(({ kind }) => kind === 'password');
    return html`<h1 tabindex="-1">Log in</h1>
      ${this.#failure()} ${password ? this.#fields() : nothing}
      ${byLastUse(hosts).map((host) => this.#hostButton(host))}
      <p class="hint">
        ${
          hosts.length > 0
            ? html`No account yet? Begin at a host, if this server lets newcomers in; else its
              administrators make one.`
            : html`No account yet? The first start of the server printed a one-time link for its
                administrator; <code>turnpike user add</code> makes more.`
        }
      </p>`;
  }

  #hostButton({ id, title, url = '' }: Login): TemplateResult {
    const path = currentPath();
    return html`<a
      class="button wide"
      href=${signInHref(url, path === PAGES.logIn ? PAGES.home : path)}
      target="_self"
      @click=${() => noteUse(id)}
      >Log in with ${title}</a
    >`;
  }

  #codeForm(): TemplateResult {
    return html`<h1 tabindex="-1">Second factor</h1>
      ${this.#failure()}
      <form @submit=${this.#sendCode}>
        <label class="field"
          ><span>Code</span>
          <input
            class="input"
            name="code"
            autocomplete="one-time-code"
            autocapitalize="none"
            spellcheck="false"
            required
            autofocus
          />
          <small>Of your authenticator app, or a recovery code.</small></label
        >
        <button class="button primary wide" ?disabled=${this.busy}>Log in</button>
        <button class="button quiet" type="button" @click=${() => (this.half = undefined)}>
          Begin anew
        </button>
      </form>`;
  }

  #fields(): TemplateResult {
    return html`<form @submit=${this.#submit}>
      <label class="field"
        ><span>Name</span>
        <input
          class="input"
          name="login"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          autofocus
      /></label>
      <label class="field"
        ><span>Password</span>
        <input
          class="input"
          name="password"
          type="password"
          autocomplete="current-password"
          required
      /></label>
      <button class="button primary wide" ?disabled=${this.busy}>
        ${this.busy ? 'Logging in' : 'Log in'}
      </button>
    </form>`;
  }

  #passwordForm(): TemplateResult {
    return html`<h1 tabindex="-1">Choose a password</h1>
      <p class="muted">
        You are logged in as <strong>${this.session?.user?.login}</strong> by a one-time link, which
        has now been used. Choose a password for the next time.
      </p>
      ${this.#failure()}
      <form @submit=${this.#choose}>
        <input
          hidden
          name="login"
          autocomplete="username"
          aria-label="Name"
          .value=${this.session?.user?.login ?? ''}
        />
        <label class="field"
          ><span>New password</span>
          <input
            class="input"
            name="password"
            type="password"
            autocomplete="new-password"
            minlength=${MIN_PASSWORD}
            required
          />
          <small
            >At least ${MIN_PASSWORD} characters, and not one that is tried first.</small
          ></label
        >
        <button class="button primary wide" ?disabled=${this.busy}>Save and go on</button>
      </form>`;
  }

  #values(): Readonly<Record<string, string>> {
    return Object.fromEntries(new FormData(this.form)) as Record<string, string>;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { login = '', password = '' } = this.#values();
    await this.#run(() => this.#enter({ login, password }));
  };

  readonly #choose = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { password = '' } = this.#values();
    await this.#run(async () => {
      await setPassword({ password });
      this.#done();
    });
  };

  async #useLink(token: string): Promise<void> {
    history.replaceState(null, '', location.pathname);
    await this.#run(() => this.#enter({ once: decodeURIComponent(token) }));
  }

  readonly #sendCode = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { code = '' } = this.#values();
    const { half } = this;
    if (half) await this.#run(() => this.#enter({ ...half, code }));
  };

  async #enter(body: WireInputs['session']): Promise<void> {
    try {
      await logIn(body);
    } catch (error) {
      if (!(error instanceof ApiError) || error.type !== 'second_factor_required') throw error;
      this.half = body;
      // It was not asked for before: nothing was wrong.
      if (body.code === undefined) return;
      throw error;
    }
    this.half = undefined;
    this.#done();
  }

  async #run(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = '';
    try {
      await work();
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
  }

  /** To the page that was asked for, or the first one. */
  #done(): void {
    dispatchEvent(new Event('tp-session'));
    if (currentPath() === PAGES.logIn && !this.session?.password_needed)
      navigate(pageHref(PAGES.home), true);
  }
}
