import { consume } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PAGES, type WireSession } from '@turnpike/core/contracts/wire';
import { liveContext, sessionContext } from '../../controllers/contexts.js';
import { pageHref } from '../../controllers/router.js';
import { SlotContributions } from '../../controllers/slot-contributions.js';
import { theme, type ThemeChoice } from '../../controllers/theme.js';
import type { LiveClient } from '../../data/live.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../contributions/contributions.js';
import '../icon/icon.js';
import { styles } from './header.styles.js';

const THEMES: readonly { choice: ThemeChoice; title: string; icon: string }[] = [
  { choice: 'system', title: 'Theme: system', icon: 'screen' },
  { choice: 'light', title: 'Theme: light', icon: 'sun' },
  { choice: 'dark', title: 'Theme: dark', icon: 'moon' },
];

/** Top of every page. Fires `log-out`. */
export class Header extends LitElement {
  static override styles = [reset, controls, styles];
  @property() path = '/';
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: WireSession | undefined;
  @consume({ context: liveContext, subscribe: true })
  private live: LiveClient | undefined;
  readonly #pages = new SlotContributions(this, 'page');

  override connectedCallback(): void {
    super.connectedCallback();
    theme.addEventListener('change', this.#update);
    this.live?.addEventListener('state', this.#update);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    theme.removeEventListener('change', this.#update);
    this.live?.removeEventListener('state', this.#update);
  }

  protected override render(): TemplateResult {
    return html`<header>
      <a class="brand" href=${pageHref(PAGES.home)}>${this.#mark()}<span>Turnpike</span></a>
      <nav aria-label="Main">${this.#links()}</nav>
      <div class="tools">
        ${this.#liveState()}${this.#help()}${this.#themeButton()}${this.#account()}
      </div>
    </header>`;
  }

  readonly #update = (): void => this.requestUpdate();

  #mark(): TemplateResult {
    return html`<svg viewBox="0 0 16 16" aria-hidden="true">
      <rect width="16" height="16" rx="3.6"></rect>
      <path d="M3 12.500h10M4.5 12.500V8M4.5 8 13 4.2"></path>
    </svg>`;
  }

  #links(): TemplateResult | typeof nothing {
    const session = this.session;
    if (!session?.user && !session?.public) return nothing;
    return html`${this.#link(PAGES.home, 'Repositories')}${session.user ? this.#link(PAGES.activity, 'Activity') : nothing}${this.#link(PAGES.lint, 'Check config')}
      ${session.user?.admin ? this.#link(PAGES.system, 'System') : nothing}
      ${this.#pages.all.map(({ tag, title }) => this.#link(PAGES.plugin.replace(':tag', tag), title))}
      <tp-contributions slot-name="nav"></tp-contributions>`;
  }

  #link(path: string, title: string): TemplateResult {
    const current = this.path === path ? 'page' : nothing;
    return html`<a href=${pageHref(path)} aria-current=${current}>${title}</a>`;
  }

  #liveState(): TemplateResult | typeof nothing {
    const { live } = this;
    if (!live || live.state === 'connecting' || (live.state === 'online' && live.bus))
      return nothing;
    const text = live.state === 'offline' ? 'Reconnecting' : 'Updates are slow';
    const why =
      live.state === 'offline'
        ? 'The live connection is lost; this page reconnects by itself.'
        : 'The event bus is away; changes show within seconds instead of at once.';
    return html`<span class="live" role="status" title=${why}
      ><tp-icon name="bolt"></tp-icon><span>${text}</span></span
    >`;
  }

  #help(): TemplateResult {
    return html`<a
      class="button quiet icon"
      href=${pageHref(PAGES.help)}
      aria-label="Help"
      aria-current=${this.path === PAGES.help ? 'page' : nothing}
      title="Help"
      ><tp-icon name="help"></tp-icon
    ></a>`;
  }

  #themeButton(): TemplateResult {
    const at = THEMES.findIndex(({ choice }) => choice === theme.choice);
    const now = THEMES[at] as (typeof THEMES)[number];
    const next = THEMES[(at + 1) % THEMES.length] as (typeof THEMES)[number];
    return html`<button
      class="button quiet icon"
      aria-label="${now.title}. Change to ${next.choice}"
      title=${now.title}
      @click=${() => theme.choose(next.choice)}
    >
      <tp-icon name=${now.icon}></tp-icon>
    </button>`;
  }

  #account(): TemplateResult | typeof nothing {
    const user = this.session?.user;
    if (!this.session) return nothing;
    if (!user) return html`<a class="button" href=${pageHref(PAGES.logIn)}>Log in</a>`;
    return html`<wa-dropdown placement="bottom-end" @wa-select=${this.#choose}>
      <button slot="trigger" class="button quiet user">
        <tp-icon name="user"></tp-icon><span>${user.login}</span><tp-icon name="down"></tp-icon>
      </button>
      <wa-dropdown-item value="account">Account and tokens</wa-dropdown-item>
      <wa-dropdown-item value="keys">Keys (?)</wa-dropdown-item>
      <wa-dropdown-item value="log-out">Log out</wa-dropdown-item>
    </wa-dropdown>`;
  }

  #choose(event: CustomEvent<{ item: { value: string } }>): void {
    this.dispatchEvent(
      new CustomEvent('choose', { detail: event.detail.item.value, bubbles: true, composed: true }),
    );
  }
}
