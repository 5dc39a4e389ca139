import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { PAGES, type WireRepositories, type WireRepository } from '@turnpike/core/contracts/wire';
import { announce, attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { listRepositories, setActive } from '../../data/repositories.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { switches } from '../../styles/switch.styles.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../problem/problem.js';

const PAGE = 50;
const TYPING_MS = 250;
const styles = css`
  .item {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-height: 2.75rem;
    padding: 0.4rem 1rem;
  }
  .item a {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .search {
    padding: 0.75rem 1rem;
    border-bottom: 1px solid var(--line);
  }
`;

/** The repositories that one may administer, each with a switch that sets it up at its host. */
export class HostRepositories extends LitElement {
  static override styles = [reset, controls, page, switches, styles];
  @state() private search = '';
  @state() private limit = PAGE;
  /** Ids of those that are being switched. */
  @state() private busy: ReadonlySet<number> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #found = new Loader(this, {
    args: () => [this.search, this.limit] as const,
    load: ([search, limit], signal) =>
      listRepositories({ limit, ...(search === '' ? {} : { search }) }, signal),
  });

  /** Reads them again: there may be more. */
  reload(): void {
    this.#found.reload(0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">Repositories</h2></div>
      <div class="search">
        <input
          class="input"
          type="search"
          aria-label="Search repositories"
          placeholder="owner/name"
          @input=${this.#type}
        />
      </div>
      ${this.#list()}
    </section>`;
  }

  #list(): TemplateResult {
    const { value, error } = this.#found;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#found.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="3" label="Loading repositories"></tp-loading>`;
    const own = value.repositories.filter((one) => one['@permissions']?.activate);
    return html`${
      own.length === 0
        ? html`<p class="pad muted">
            ${this.search === '' ? 'None that you may administer is known yet.' : 'None is called so.'}
          </p>`
        : html`<ul class="rows">
            ${own.map((one) => this.#row(one))}
          </ul>`
    }
    ${this.#more(value)}`;
  }

  #row(repository: WireRepository): TemplateResult {
    const { id, slug } = repository;
    return html`<li class="item">
      <a href=${pageHref(PAGES.repository, splitSlug(slug))}>${slug}</a>
      ${repository.private ? html`<tp-icon name="lock" label="Private"></tp-icon>` : nothing}
      <input
        class="switch"
        type="checkbox"
        role="switch"
        aria-label="Build ${slug}"
        .checked=${repository.active === true}
        ?disabled=${this.busy.has(id)}
        @change=${(event: Event) => this.#toggle(repository, event.target as HTMLInputElement)}
      />
    </li>`;
  }

  #more({ '@pagination': pages }: WireRepositories): TemplateResult | typeof nothing {
    if (!pages || pages.is_last) return nothing;
    return html`<div class="pad">
      <button class="button" @click=${() => (this.limit += PAGE)}>Show more</button>
    </div>`;
  }

  readonly #type = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.limit = PAGE;
      this.search = value.trim();
    }, TYPING_MS);
  };

  /** What was refused stays as it was, and the reason is told. */
  async #toggle({ id, slug }: WireRepository, input: HTMLInputElement): Promise<void> {
    const wanted = input.checked;
    this.busy = new Set([...this.busy, id]);
    const words = wanted ? `${slug} is built from now on.` : `${slug} is built no more.`;
    const changed = await attempt(() => setActive(id, wanted), words);
    this.busy = new Set([...this.busy].filter((one) => one !== id));
    if (!changed) input.checked = !wanted;
    else if (changed.hook && changed.hook.installed !== wanted)
      announce('problem', changed.hook.message);
    this.#found.reload(0);
  }
}
