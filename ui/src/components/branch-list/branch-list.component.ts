import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  PAGES,
  type WireBranch,
  type WireBuild,
  type WireRepository,
} from '@turnpike/core/contracts/wire';
import { Loader } from '../../controllers/loader.js';
import { pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { firstLine } from '../../data/format.js';
import { listBranches } from '../../data/repositories.js';
import { LOOKS } from '../../data/states.js';
import { withinPages } from '../../data/within-pages.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { tones } from '../../styles/tones.styles.js';
import '../empty/empty.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../pager/pager.js';
import '../problem/problem.js';
import '../state/state.js';
import '../time/time.js';
import { styles } from './branch-list.styles.js';

/** Branches with their last build and a tile for each recent one. */
export class BranchList extends LitElement {
  static override styles = [reset, controls, page, tones, styles];
  @property({ attribute: false }) repository!: WireRepository;
  @property({ type: Number }) tick = 0;
  @state() private name = '';
  @state() private offset = 0;
  @query('input') private input!: HTMLInputElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seenTick = 0;

  readonly #branches = new Loader(this, {
    args: () => [this.repository.id, this.name, this.offset] as const,
    load: ([id, name, offset], signal) => listBranches(id, { name, offset }, signal),
    loaded: ({ '@pagination': paged }) => (this.offset = withinPages(this.offset, paged)),
  });

  protected override willUpdate(): void {
    if (this.tick !== this.#seenTick) this.#branches.reload();
    this.#seenTick = this.tick;
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-label="Branches">
      <div class="panel-head">
        <h2>Branches</h2>
        <input
          class="input find"
          type="search"
          placeholder="Find a branch"
          aria-label="Find a branch"
          @input=${this.#typed}
        />
      </div>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#branches;
    if (!value && error)
      return html`<tp-problem
        .error=${error}
        @retry=${() => this.#branches.reload(0)}
      ></tp-problem>`;
    if (!value) return html`<tp-loading label="Loading branches"></tp-loading>`;
    if (value.branches.length === 0)
      return html`<tp-empty
        icon="branch"
        heading=${this.name ? 'No branch has that name' : 'No branch was built yet'}
      >
        A branch is listed from its first build on.
      </tp-empty>`;
    const gone = value.branches.filter(({ exists_on_github }) => exists_on_github === false);
    const here = value.branches.filter(({ exists_on_github }) => exists_on_github !== false);
    return html`<ul class="rows">
        ${here.map((branch) => this.#row(branch))}
      </ul>
      ${
        gone.length > 0
          ? html`<h3 class="gone">No longer in the repository</h3>
              <ul class="rows">
                ${gone.map((branch) => this.#row(branch))}
              </ul>`
          : nothing
      }
      <tp-pager
        .pagination=${value['@pagination']}
        @page=${(event: CustomEvent<number>) => (this.offset = event.detail)}
      ></tp-pager>`;
  }

  #row(branch: WireBranch): TemplateResult {
    const build = branch.last_build;
    return html`<li class="branch">
      <tp-state .state=${build?.state ?? 'none'}></tp-state>
      <div class="what">
        <strong>${branch.name}</strong>
        ${branch.default_branch ? html`<span class="tag">default</span>` : nothing}
        <p class="muted">
          ${build ? html`${firstLine(build.commit?.message)} <tp-time .at=${build.finished_at ?? build.started_at}></tp-time>` : nothing}
        </p>
      </div>
      <ol class="tiles" aria-label="Recent builds of ${branch.name}, newest first">
        ${(branch.recent_builds ?? (build ? [build] : [])).slice(0, 10).map((one) => this.#tile(one))}
      </ol>
    </li>`;
  }

  #tile(build: WireBuild): TemplateResult {
    const look = LOOKS[build.state];
    const href = pageHref(PAGES.build, { ...splitSlug(this.repository.slug), id: build.id });
    return html`<li>
      <a
        class="tile"
        href=${href}
        data-tone=${look.tone}
        title="#${build.number} ${look.word}"
        aria-label="Build ${build.number}: ${look.word}"
        ><tp-icon name=${look.icon}></tp-icon><span class="num">${build.number}</span></a
      >
    </li>`;
  }

  readonly #typed = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.name = this.input.value.trim();
      this.offset = 0;
    }, 200);
  };
}
