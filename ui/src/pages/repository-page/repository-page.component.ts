import { consume } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PAGES, type WireRepository, type WireSession } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { sessionContext } from '../../controllers/contexts.js';
import { LiveTopics } from '../../controllers/live-topics.js';
import { Loader } from '../../controllers/loader.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { navigate, pageHref } from '../../controllers/router.js';
import { SlotContributions } from '../../controllers/slot-contributions.js';
import { splitSlug } from '../../data/build-view.js';
import { setMail, setStar } from '../../data/people.js';
import { getRepository, setActive } from '../../data/repositories.js';
import { safeHref } from '../../data/safe-href.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/audit-list/audit-list.js';
import '../../components/badge-dialog/badge-dialog.js';
import '../../components/branch-list/branch-list.js';
import '../../components/build-list/build-list.js';
import '../../components/contributions/contributions.js';
import '../../components/crumbs/crumbs.js';
import '../../components/delivery-list/delivery-list.js';
import '../../components/icon/icon.js';
import '../../components/loading/loading.js';
import '../../components/builder-list/builder-list.js';
import '../../components/member-list/member-list.js';
import '../../components/problem/problem.js';
import '../../components/repository-settings/repository-settings.js';
import '../../components/request-list/request-list.js';
import '../../components/tabs/tabs.js';
import '../../components/time/time.js';
import '../../components/trigger-dialog/trigger-dialog.js';
import { styles } from './repository-page.styles.js';

/** A move is told on the page for so long. */
const TOLD_MS = 30 * 86_400_000;

type View =
  | 'plugin'
  | 'builds'
  | 'branches'
  | 'pull_requests'
  | 'requests'
  | 'settings'
  | 'deliveries'
  | 'people'
  | 'audit';

const VIEWS: readonly { view: View; title: string; path: string; right?: string }[] = [
  { view: 'builds', title: 'Builds', path: PAGES.repository },
  { view: 'branches', title: 'Branches', path: PAGES.branches },
  { view: 'pull_requests', title: 'Pull requests', path: PAGES.pullRequests },
  { view: 'requests', title: 'Requests', path: PAGES.requests },
  { view: 'settings', title: 'Settings', path: PAGES.settings, right: 'settings_read' },
  { view: 'deliveries', title: 'Deliveries', path: PAGES.deliveries, right: 'admin' },
  { view: 'people', title: 'People', path: PAGES.people, right: 'admin' },
  { view: 'audit', title: 'Audit log', path: PAGES.repositoryAudit, right: 'admin' },
];

/** A repository: its builds, branches, pull requests, requests, settings, deliveries, people and what they did. */
export class RepositoryPage extends LitElement {
  static override styles = [reset, controls, page, styles];
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: WireSession | undefined;
  @property() slug = '';
  @property() view: View = 'builds';
  /** Of a plugin's tab: its element. */
  @property() tag = '';
  @state() private dialog: '' | 'trigger' | 'badge' = '';
  /** Counts facts, so that the lists below read again. */
  @state() private tick = 0;

  readonly #pluginTabs = new SlotContributions(this, 'repository.tab');

  readonly #repository = new Loader(this, {
    args: () => [this.slug] as const,
    load: ([slug], signal) => getRepository(slug, signal),
  });
  #stale = false;

  constructor() {
    super();
    const topic = (): string | undefined => {
      const id = this.#repository.value?.id;
      return id === undefined ? undefined : `repo:${id}`;
    };
    new LiveTopics(this, () => [topic()], {
      event: (name) => {
        if (/^(build|request|repository|delivery):/.test(name)) this.#heard();
      },
      lost: () => this.#heard(),
    });
  }

  protected override updated(): void {
    const build = this.#repository.value?.current_build;
    this.#toNewName();
    setPageTitle(this.slug, this.view === 'builds' ? build?.state : undefined);
  }

  /** Asked for by a name that it had before: the address becomes the one of today. */
  #toNewName(): void {
    const now = this.#repository.value?.slug;
    if (now === undefined || now.toLowerCase() === this.slug.toLowerCase()) return;
    const { search, hash } = location;
    const [before, after] = [this.#href(this.view), this.#href(this.view, now)];
    if (location.pathname === new URL(before, location.href).pathname)
      navigate(`${after}${search}${hash}`, true);
  }

  protected override render(): TemplateResult {
    const { value, error } = this.#repository;
    if (!value && error)
      return html`<div class="panel">
        <tp-problem home .error=${error} @retry=${() => this.#repository.reload(0)}></tp-problem>
      </div>`;
    if (!value) return html`<tp-loading lines="7" label="Loading the repository"></tp-loading>`;
    return html`<div class="stack">
      ${this.#head(value)}
      <tp-tabs
        label="Views of the repository"
        .tabs=${this.#tabs(value)}
        .current=${this.#href(this.view)}
      ></tp-tabs>
      ${this.#moved(value)} ${value.active === false ? this.#inactive(value) : this.#health(value)}
      ${this.#view(value)}
      ${
        this.view === 'builds'
          ? html`<tp-contributions
              slot-name="repository.panel"
              .repository=${value}
            ></tp-contributions>`
          : nothing
      }
      ${
        this.dialog === 'trigger'
          ? html`<tp-trigger-dialog
              .repository=${value}
              @close=${this.#closeDialog}
            ></tp-trigger-dialog>`
          : nothing
      }
      ${
        this.dialog === 'badge'
          ? html`<tp-badge-dialog
              .repository=${value}
              @close=${this.#closeDialog}
            ></tp-badge-dialog>`
          : nothing
      }
    </div>`;
  }

  readonly #closeDialog = (): void => {
    this.dialog = '';
  };

  #heard(): void {
    if (this.#stale) return;
    this.#stale = true;
    setTimeout(() => {
      this.#stale = false;
      this.tick += 1;
      this.#repository.reload(0);
    }, 300);
  }

  #head(repository: WireRepository): TemplateResult {
    const { owner, name } = splitSlug(repository.slug);
    const link = safeHref(repository.html_url);
    const may = repository['@permissions'] ?? {};
    return html`<div class="head">
      <div>
        <tp-crumbs
          .crumbs=${[{ title: owner, href: pageHref(PAGES.owner, { owner }) }]}
        ></tp-crumbs>
        <h1 tabindex="-1">
          ${name}
          ${repository.private ? html`<tp-icon name="lock" label="Private"></tp-icon>` : nothing}
        </h1>
        ${repository.description ? html`<p class="muted">${repository.description}</p>` : nothing}
      </div>
      <div class="row">
        ${
          link
            ? html`<a class="button quiet" href=${link} rel="noreferrer"
                ><tp-icon name="external"></tp-icon>Code</a
              >`
            : nothing
        }
        ${this.#own(repository)}
        <button class="button quiet" @click=${() => (this.dialog = 'badge')}>Badge</button>
        ${
          may.create_request && repository.active !== false
            ? html`<button class="button primary" @click=${() => (this.dialog = 'trigger')}>
                <tp-icon name="play"></tp-icon>Trigger build
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** Switches of whoever looks. */
  #own(repository: WireRepository): TemplateResult | typeof nothing {
    if (!this.session?.user) return nothing;
    const { id, starred = false, email_subscribed: mail = true } = repository;
    return html`<button
        class="button quiet"
        aria-pressed=${String(starred)}
        @click=${() => this.#setOwn(() => setStar(id, !starred))}
      >
        Favourite
      </button>
      <button
        class="button quiet"
        aria-pressed=${String(mail)}
        @click=${() => this.#setOwn(() => setMail(id, !mail))}
      >
        <tp-icon name="mail"></tp-icon>Mail
      </button>`;
  }

  async #setOwn(change: () => Promise<unknown>): Promise<void> {
    await attempt(change, 'Saved.');
    this.#repository.reload(0);
  }

  #pluginHref(tag: string, slug = this.slug): string {
    return pageHref(PAGES.contribution, { ...splitSlug(slug), tag });
  }

  #href(view: View, slug = this.slug): string {
    if (view === 'plugin') return this.#pluginHref(this.tag, slug);
    const path = VIEWS.find((one) => one.view === view)?.path ?? PAGES.repository;
    return pageHref(path, splitSlug(slug));
  }

  #tabs(repository: WireRepository): readonly { title: string; href: string }[] {
    const may = repository['@permissions'];
    const own = VIEWS.filter(({ right, view }) => !right || may?.[right] || view === this.view);
    return [
      ...own.map(({ view, title }) => ({ title, href: this.#href(view) })),
      ...this.#pluginTabs.all.map(({ title, tag }) => ({ title, href: this.#pluginHref(tag) })),
    ];
  }

  /** Of late only: a bookmark's owner is to know why it leads elsewhere, and not for ever. */
  #moved({ moved, slug }: WireRepository): TemplateResult | typeof nothing {
    if (!moved || Date.now() - Date.parse(moved.at) > TOLD_MS) return nothing;
    return html`<p class="note" role="status">
      <tp-icon name="info"></tp-icon>
      <span>
        Moved at its code host: <strong>${moved.from}</strong> is <strong>${slug}</strong> since
        <tp-time .at=${moved.at}></tp-time>. Builds, settings and hooks came along, and the old
        address leads here.
      </span>
    </p>`;
  }

  #health({ health }: WireRepository): TemplateResult | typeof nothing {
    if (health?.state !== 'failing') return nothing;
    return html`<div class="note warn" role="status">
      <tp-icon name="warn"></tp-icon>
      <div>
        <p>
          <strong>Its code host cannot be asked</strong> since
          <tp-time .at=${health.since ?? null}></tp-time>: no push is seen. ${health.message}
          <code class="muted">${health.code}</code>
        </p>
        ${health.way_out ? html`<p>${health.way_out}</p>` : nothing}
      </div>
    </div>`;
  }

  #inactive(repository: WireRepository): TemplateResult {
    const may = repository['@permissions']?.activate;
    return html`<p class="note warn">
      <tp-icon name="info"></tp-icon>
      <span>This repository is not active: pushes to it start no builds.</span>
      ${
        may
          ? html`<button class="button" @click=${() => this.#activate(repository)}>
              Activate
            </button>`
          : nothing
      }
    </p>`;
  }

  async #activate(repository: WireRepository): Promise<void> {
    await attempt(() => setActive(repository.id, true), 'The repository is active.');
    this.#repository.reload();
  }

  #view(repository: WireRepository): TemplateResult {
    const { tick } = this;
    switch (this.view) {
      case 'plugin':
        return html`<tp-contributions
          slot-name="repository.tab"
          .only=${this.tag}
          .repository=${repository}
        ></tp-contributions>`;
      case 'branches':
        return html`<tp-branch-list .repository=${repository} .tick=${tick}></tp-branch-list>`;
      case 'pull_requests':
        return html`<tp-build-list
          .repository=${repository}
          eventTypes="pull_request"
          .tick=${tick}
        ></tp-build-list>`;
      case 'requests':
        return html`<tp-request-list .repository=${repository} .tick=${tick}></tp-request-list>`;
      case 'settings':
        return html`<tp-repository-settings
          .repository=${repository}
          @changed=${() => this.#repository.reload()}
        ></tp-repository-settings>`;
      case 'deliveries':
        return html`<tp-delivery-list .repository=${repository} .tick=${tick}></tp-delivery-list>`;
      case 'people':
        return html`<tp-member-list .repository=${repository.id}></tp-member-list>
          <tp-builder-list .repository=${repository.id}></tp-builder-list>`;
      case 'audit':
        return html`<tp-audit-list .repository=${repository.id}></tp-audit-list>`;
      default:
        return html`<tp-build-list
          .repository=${repository}
          eventTypes="push,api,cron,release"
          chart
          .tick=${tick}
        ></tp-build-list>`;
    }
  }
}
