import { consume } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  PAGES,
  type LiveEventData,
  type WireRepositories,
  type WireRepository,
  type WireSession,
} from '@turnpike/core/contracts/wire';
import { sessionContext } from '../../controllers/contexts.js';
import { LiveTopics } from '../../controllers/live-topics.js';
import { Loader } from '../../controllers/loader.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { pageHref } from '../../controllers/router.js';
import { administersOwner } from '../../data/people.js';
import { INCLUDED, getRepository, listRepositories } from '../../data/repositories.js';
import { withinPages } from '../../data/within-pages.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/add-repository/add-repository.js';
import '../../components/empty/empty.js';
import '../../components/icon/icon.js';
import '../../components/host-syncs/host-syncs.js';
import '../../components/loading/loading.js';
import '../../components/owner-settings/owner-settings.js';
import '../../components/pager/pager.js';
import '../../components/problem/problem.js';
import '../../components/repository-row/repository-row.js';
import { styles } from './home-page.styles.js';

const TYPING_MS = 200;
const REREAD_MS = 400;

/** All repositories, those with the newest builds first; the states are live. */
export class HomePage extends LitElement {
  static override styles = [reset, controls, page, styles];
  /** Only of this owner; empty: of all. */
  @property() owner = '';
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: WireSession | undefined;
  @state() private search = new URLSearchParams(location.search).get('q') ?? '';
  @state() private offset = 0;
  @state() private adding = false;
  @query('input') private input!: HTMLInputElement;

  readonly #list = new Loader(this, {
    args: () => [this.search, this.offset, this.owner] as const,
    load: ([search, offset, owner], signal) =>
      listRepositories({ search, offset, limit: 50, ...(owner && { owner }) }, signal),
    loaded: ({ '@pagination': paged }) => (this.offset = withinPages(this.offset, paged)),
  });
  readonly #administers = new Loader(this, {
    args: () => [this.owner, this.session?.user?.id] as const,
    load: async ([owner, user], signal) =>
      owner !== '' && user !== undefined && administersOwner(owner, signal),
  });
  readonly #stale = new Set<number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new LiveTopics(this, () => ['repos'], {
      event: (name, data) => this.#heard(name, data),
      lost: () => this.#list.reload(),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#key);
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    setPageTitle(this.owner || 'Repositories');
    return html`<div class="stack">
      <div class="top">
        <h1 tabindex="-1">
          ${this.owner ? html`<a class="all" href=${pageHref(PAGES.home)}>All</a> / ${this.owner}` : 'Repositories'}
        </h1>
        ${this.#searchField()}
        ${
          this.owner && this.#administers.value
            ? html`<a class="button" href=${pageHref(PAGES.ownerPeople, { owner: this.owner })}
                >People and teams</a
              >`
            : nothing
        }
        ${
          this.session?.user?.admin
            ? html`<button class="button" @click=${() => (this.adding = true)}>
                <tp-icon name="plus"></tp-icon>Add repository
              </button>`
            : nothing
        }
      </div>
      <section class="panel" aria-label="Repositories">${this.#body()}</section>
      ${this.owner ? html`<tp-owner-settings .owner=${this.owner}></tp-owner-settings>` : nothing}
      ${
        this.adding
          ? html`<tp-add-repository @close=${() => (this.adding = false)}></tp-add-repository>`
          : nothing
      }
    </div>`;
  }

  #searchField(): TemplateResult {
    return html`<div class="search">
      <tp-icon name="search"></tp-icon>
      <input
        class="input"
        type="search"
        placeholder="Search by name"
        aria-label="Search repositories"
        .value=${this.search}
        @input=${this.#typed}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>`;
  }

  #body(): TemplateResult {
    const list = this.#list;
    if (list.error && !list.value)
      return html`<tp-problem .error=${list.error} @retry=${() => list.reload(0)}></tp-problem>`;
    if (!list.value) return html`<tp-loading lines="6" label="Loading repositories"></tp-loading>`;
    if (list.value.repositories.length === 0) return this.#empty();
    return html`<ul class="rows">
        ${repeat(
          list.value.repositories,
          ({ id }) => id,
          (repository) =>
            html`<li><tp-repository-row .repository=${repository}></tp-repository-row></li>`,
        )}
      </ul>
      <tp-pager
        .pagination=${list.value['@pagination']}
        @page=${(event: CustomEvent<number>) => (this.offset = event.detail)}
      ></tp-pager>`;
  }

  #empty(): TemplateResult {
    if (this.search)
      return html`<tp-empty icon="search" heading="No repository has that name">
        <p>Nothing that you may see has “${this.search}” in its name.</p>
        <p class="then"><button class="button" @click=${this.#clear}>Show all</button></p>
      </tp-empty>`;
    if (this.owner)
      return html`<tp-empty icon="search" heading="There is nothing here">
        <p>${this.owner} has no repository on this server that you may see.</p>
        <p class="then"><a class="button" href=${pageHref(PAGES.home)}>All repositories</a></p>
      </tp-empty>`;
    return html`<tp-empty icon="branch" heading="No repositories yet">
      <p>
        Add one by its address or path, here or with
        <code>turnpike repo add URL</code>. Its first push starts a build.
      </p>
      <p>
        1. Commit a <code>.travis.yml</code>; <a href=${pageHref(PAGES.lint)}>Check config</a> tells
        what it would run. 2. Add the repository. 3. Push: the build shows here within seconds.
        <a href=${pageHref(PAGES.help)}>Help</a> has more.
      </p>
      ${this.#hostsHint()}
    </tp-empty>`;
  }

  /** What lies before the first repository: a host that nobody listed, or at which nobody signed in. */
  #hostsHint(): TemplateResult {
    const hosts = (this.session?.logins ?? []).filter(({ kind }) => kind === 'redirect');
    const names = hosts.map(({ title }) => title).join(', ');
    if (hosts.length > 0 && !this.session?.user)
      return html`<p>
        <a href=${pageHref(PAGES.logIn)}>Log in</a> with ${names}: what you may see there is then
        shown here.
      </p>`;
    const { user } = this.session ?? {};
    if (hosts.length > 0 && user)
      return html`<tp-host-syncs
          .user=${user.id}
          @synced=${() => this.#list.reload(0)}
        ></tp-host-syncs>
        <p>
          Link your account at ${names} on your <a href=${pageHref(PAGES.account)}>account page</a>,
          if it is not yet: your rights there hold here.
        </p>`;
    if (!user?.admin) return html``;
    return html`<p>
      People sign in by password so far. To let them in by GitHub, GitLab, Gitea, Bitbucket or an
      OpenID provider, list it under <code>hosts</code> in the server's configuration and start it
      anew: <a href=${pageHref(PAGES.system)}>System</a> then shows the address to register there.
    </p>`;
  }

  readonly #clear = (): void => {
    this.input.value = '';
    this.#searchFor('');
  };

  readonly #typed = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#searchFor(this.input.value.trim()), TYPING_MS);
  };

  #searchFor(text: string): void {
    clearTimeout(this.#timer);
    this.search = text;
    this.offset = 0;
    const query = text ? `?q=${encodeURIComponent(text)}` : '';
    history.replaceState(null, '', location.pathname + query);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const origin = event.composedPath()[0] as HTMLElement;
    if (event.key !== '/' || origin.matches?.('input, textarea, select')) return;
    event.preventDefault();
    this.input.focus();
  };

  /** Of a build, only the repository is read again; a hundred facts at once are one read. */
  #heard(name: string, data: LiveEventData): void {
    // It may be new, gone or called otherwise: what is listed and counted changes.
    if (name.startsWith('repository:')) return this.#list.reload(REREAD_MS);
    if (!name.startsWith('build:') || !data.repository_id) return;
    this.#stale.add(data.repository_id);
    if (this.#stale.size > 10) return this.#list.reload();
    if (this.#stale.size === 1) setTimeout(() => void this.#reread(), REREAD_MS);
  }

  async #reread(): Promise<void> {
    const ids = [...this.#stale];
    this.#stale.clear();
    if (ids.length > 10) return;
    const fresh = await Promise.all(
      ids.map((id) => getRepository(id, undefined, INCLUDED).catch(() => undefined)),
    );
    const { value } = this.#list;
    if (value) this.#list.set(merged(value, fresh));
    // One that is new or gone changes the count and what stands on the page.
    const others = fresh.some((one) => !value?.repositories.some(({ id }) => id === one?.id));
    if (others) this.#list.reload();
  }
}

/** In their places: rows that jump about under the pointer help nobody. */
function merged(
  list: WireRepositories,
  fresh: readonly (WireRepository | undefined)[],
): WireRepositories {
  const repositories = list.repositories.map(
    (old) => fresh.find((one) => one?.id === old.id) ?? old,
  );
  return { ...list, repositories };
}
