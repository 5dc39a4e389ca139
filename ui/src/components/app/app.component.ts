import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { PAGES, type WireSession } from '@turnpike/core/contracts/wire';
import { announce } from '../../controllers/announce.js';
import { liveContext, sessionContext } from '../../controllers/contexts.js';
import {
  currentPath,
  interceptLinks,
  matchRoute,
  navigate,
  pageHref,
} from '../../controllers/router.js';
import { sessionEnded } from '../../data/http.js';
import { LiveClient } from '../../data/live.js';
import { getSession, logOut } from '../../data/session.js';
import { ROUTES, type Route } from '../../pages/routes.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../acting/acting.js';
import '../header/header.js';
import '../keys/keys.js';
import '../loading/loading.js';
import '../problem/problem.js';
import '../toasts/toasts.js';
import { styles } from './app.styles.js';

const LOGIN: Route | undefined = ROUTES.find(({ path }) => path === PAGES.logIn);

/** Logs use the whole width of a screen. */
const WIDE = /^\/.+\/.+\/(?:jobs|builds)\/\d+$/;

/** The whole page: who asks, which page, and what is above and below it. */
export class App extends LitElement {
  static override styles = [reset, controls, styles];
  @state() private session: WireSession | undefined;
  @state() private failure: unknown;
  @state() private path = currentPath();
  /** Modules of pages that have arrived. */
  @state() private ready: ReadonlySet<Route> = new Set();
  @state() private pageFailure: unknown;

  readonly #live = new LiveClient();
  readonly #sessionProvider = new ContextProvider(this, { context: sessionContext });
  #undoLinks: (() => void) | undefined;

  constructor() {
    super();
    new ContextProvider(this, { context: liveContext, initialValue: this.#live });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undoLinks = interceptLinks(this);
    addEventListener('popstate', this.#moved);
    addEventListener('tp-navigated', this.#moved);
    addEventListener('tp-session', this.#reloadSession);
    sessionEnded.addEventListener('ended', this.#ended);
    void this.#loadSession();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undoLinks?.();
    removeEventListener('popstate', this.#moved);
    removeEventListener('tp-navigated', this.#moved);
    removeEventListener('tp-session', this.#reloadSession);
    sessionEnded.removeEventListener('ended', this.#ended);
    this.#live.close();
  }

  protected override render(): TemplateResult {
    return html`<nav aria-label="Skip">
        <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      </nav>
      <tp-header .path=${this.path} @choose=${this.#choose}></tp-header>
      <tp-acting .session=${this.session}></tp-acting>
      <main id="main" tabindex="-1" class=${WIDE.test(this.path) ? 'wide' : ''}>
        ${this.#page()}
      </main>
      <tp-toasts></tp-toasts><tp-keys></tp-keys>`;
  }

  #page(): TemplateResult | typeof nothing {
    if (this.failure)
      return html`<div class="box">
        <tp-problem .error=${this.failure} @retry=${this.#loadSession}></tp-problem>
      </div>`;
    if (!this.session) return html`<tp-loading label="Loading Turnpike"></tp-loading>`;
    const match = matchRoute(ROUTES, this.path);
    const mustLogIn = !this.session.user && !this.session.public;
    const route =
      (mustLogIn && !match?.route.open) || this.session.password_needed ? LOGIN : match?.route;
    if (!route) return this.#nowhere();
    if (!this.ready.has(route)) void this.#load(route);
    if (this.pageFailure)
      return html`<div class="box">
        <tp-problem
          .error=${this.pageFailure}
          heading="This page could not be loaded"
          @retry=${() => location.reload()}
        ></tp-problem>
      </div>`;
    if (!this.ready.has(route)) return html`<tp-loading></tp-loading>`;
    return route.render(match?.params ?? {});
  }

  #nowhere(): TemplateResult {
    return html`<div class="box">
      <tp-problem
        home
        heading="There is no such page"
        .error=${`This server has no page at ${this.path}. It may have been removed, or you may not see it.`}
        @retry=${() => location.reload()}
      ></tp-problem>
    </div>`;
  }

  async #load(route: Route): Promise<void> {
    try {
      await route.load();
      this.ready = new Set([...this.ready, route]);
    } catch (error) {
      this.pageFailure = error;
    }
  }

  readonly #loadSession = async (): Promise<void> => {
    try {
      this.session = await getSession();
      this.failure = undefined;
      this.#sessionProvider.setValue(this.session);
      if (this.session.user || this.session.public) this.#live.open();
      else this.#live.close();
    } catch (error) {
      this.failure = error;
      setTimeout(() => void this.#loadSession(), 5000);
    }
  };

  /** Who asks has changed: the live connection carries the new cookie. */
  readonly #reloadSession = async (): Promise<void> => {
    this.#live.close();
    await this.#loadSession();
  };

  readonly #ended = (): void => {
    if (!this.session?.user) return;
    announce('problem', 'The session has ended. Log in again.');
    void this.#reloadSession();
  };

  readonly #moved = (): void => {
    const path = currentPath();
    if (path === this.path) return;
    this.path = path;
    scrollTo(0, 0);
    void this.updateComplete.then(() => this.#skip());
  };

  readonly #skip = (event?: Event): void => {
    event?.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  };

  readonly #choose = async (event: CustomEvent<string>): Promise<void> => {
    if (event.detail === 'keys') return void dispatchEvent(new Event('tp-keys'));
    if (event.detail === 'account') return navigate(pageHref(PAGES.account));
    await logOut().catch(() => undefined);
    await this.#reloadSession();
    navigate(pageHref(PAGES.home));
  };
}
