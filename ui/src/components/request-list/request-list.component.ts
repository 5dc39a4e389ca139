import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PAGES, type WireRepository, type WireRequest } from '@turnpike/core/contracts/wire';
import { Loader } from '../../controllers/loader.js';
import { pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { firstLine } from '../../data/format.js';
import { listRequests } from '../../data/requests.js';
import type { ShownState } from '../../data/states.js';
import { withinPages } from '../../data/within-pages.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../empty/empty.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../pager/pager.js';
import '../problem/problem.js';
import '../state/state.js';
import '../time/time.js';
import { styles } from './request-list.styles.js';

function stateOf(request: WireRequest): ShownState {
  if (request.result) return request.result;
  return request.state === 'processing' ? 'started' : 'created';
}

/** Everything that asked for a build, and why it got one or not. */
export class RequestList extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property({ attribute: false }) repository!: WireRepository;
  @property({ type: Number }) tick = 0;
  @state() private offset = 0;
  @state() private result = '';
  #seenTick = 0;

  readonly #requests = new Loader(this, {
    args: () => [this.repository.id, this.offset, this.result] as const,
    load: ([id, offset, result], signal) => listRequests(id, { offset, result }, signal),
    loaded: ({ '@pagination': paged }) => (this.offset = withinPages(this.offset, paged)),
  });

  protected override willUpdate(): void {
    if (this.tick !== this.#seenTick) this.#requests.reload();
    this.#seenTick = this.tick;
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-label="Requests">
      <div class="panel-head">
        <h2>Requests</h2>
        <select class="input narrow" aria-label="Result" @change=${this.#filtered}>
          <option value="">All</option>
          <option value="approved">Built</option>
          <option value="rejected">Rejected</option>
        </select>
      </div>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#requests;
    if (!value && error)
      return html`<tp-problem
        .error=${error}
        @retry=${() => this.#requests.reload(0)}
      ></tp-problem>`;
    if (!value) return html`<tp-loading label="Loading requests"></tp-loading>`;
    if (value.requests.length === 0)
      return html`<tp-empty icon="list" heading="Nothing has asked for a build yet">
        Pushes, pull requests, schedules and the API do; each is listed here with what became of it.
      </tp-empty>`;
    return html`<ul class="rows">
        ${value.requests.map((request) => html`<li>${this.#row(request)}</li>`)}
      </ul>
      <tp-pager
        .pagination=${value['@pagination']}
        @page=${(event: CustomEvent<number>) => (this.offset = event.detail)}
      ></tp-pager>`;
  }

  #row(request: WireRequest): TemplateResult {
    const builds = request.builds ?? [];
    const message =
      request.pull_request?.title ?? firstLine(request.commit?.message ?? request.commit_message);
    return html`<div class="request">
      <tp-state
        .state=${stateOf(request)}
        .word=${request.state === 'processing' ? 'Reading' : ''}
      ></tp-state>
      <div class="what">
        <p><strong>${message || titleOf(request)}</strong></p>
        <p class="facts">
          <span>${request.event_type}</span>
          ${request.branch_name ? html`<span><tp-icon name="branch"></tp-icon>${request.branch_name}</span>` : nothing}
          ${request.sender ? html`<span><tp-icon name="user"></tp-icon>${request.sender}</span>` : nothing}
        </p>
        ${request.message ? html`<p class="why">${request.message}${request.rule ? html` <code class="muted">${request.rule}</code>` : nothing}</p>` : nothing}
      </div>
      <div class="end">
        ${builds.map((build) => html`<a href=${pageHref(PAGES.build, { ...splitSlug(this.repository.slug), id: build.id })}>Build #${build.number}</a>`)}
        <tp-time .at=${request.created_at ?? null}></tp-time>
      </div>
    </div>`;
  }

  readonly #filtered = (event: Event): void => {
    this.result = (event.target as HTMLSelectElement).value;
    this.offset = 0;
  };
}

const TITLES: Readonly<Record<string, string>> = {
  push: 'A push',
  pull_request: 'A pull request',
  api: 'Asked for by hand',
  cron: 'By schedule',
  release: 'A release',
};

/** Where no commit is known: who asked, and for what. */
function titleOf({ event_type, branch_name }: WireRequest): string {
  const what = TITLES[event_type ?? ''] ?? 'A request';
  return branch_name ? `${what}: ${branch_name}` : what;
}
