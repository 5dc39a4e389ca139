import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { WireRepository } from '@turnpike/core/contracts/wire';
import { Loader } from '../../controllers/loader.js';
import { listBuilds } from '../../data/builds.js';
import { withinPages } from '../../data/within-pages.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../build-row/build-row.js';
import '../duration-chart/duration-chart.js';
import '../empty/empty.js';
import '../loading/loading.js';
import '../pager/pager.js';
import '../problem/problem.js';

const STATES = ['', 'passed', 'failed', 'errored', 'canceled', 'created,started'];
const EVENTS = ['', 'push', 'api', 'cron'];
const EVENT_WORDS = ['All events', 'Pushes', 'Triggered', 'Scheduled'];
const TYPING_MS = 250;
const WORDS = ['All states', 'Passed', 'Failed', 'Errored', 'Canceled', 'Unfinished'];

/** Builds of a repository, newest first, with a chart of how long they took. */
export class BuildList extends LitElement {
  static override styles = [reset, controls, page];
  @property({ attribute: false }) repository!: WireRepository;
  @property() eventTypes = '';
  @property({ type: Boolean }) chart = false;
  @property({ type: Number }) tick = 0;
  @state() private offset = 0;
  @state() private filter = '';
  @state() private branch = '';
  @state() private event = '';

  #seenTick = 0;
  readonly #builds = new Loader(this, {
    args: () =>
      [
        this.repository.id,
        this.event || this.eventTypes,
        this.filter,
        this.offset,
        this.branch,
      ] as const,
    load: ([id, eventTypes, filter, offset, branch], signal) =>
      listBuilds(id, { eventTypes, state: filter, offset, ...(branch && { branch }) }, signal),
    loaded: ({ '@pagination': paged }) => (this.offset = withinPages(this.offset, paged)),
  });

  protected override willUpdate(): void {
    if (this.tick !== this.#seenTick) this.#builds.reload();
    this.#seenTick = this.tick;
  }

  protected override render(): TemplateResult {
    const { value } = this.#builds;
    return html`<div class="stack">
      ${
        this.chart && !this.#isNarrowed && this.offset === 0 && (value?.builds.length ?? 0) > 2
          ? html`<section class="panel" aria-label="How long builds took">
              <tp-duration-chart
                .builds=${value?.builds ?? []}
                .slug=${this.repository.slug}
              ></tp-duration-chart>
            </section>`
          : nothing
      }
      <section class="panel" aria-label="Builds">
        <div class="panel-head">
          <h2>${this.eventTypes === 'pull_request' ? 'Pull requests' : 'History'}</h2>
          ${this.#narrowing()}
          <select class="input narrow" aria-label="State" @change=${this.#filtered}>
            ${STATES.map(
              (states, at) =>
                html`<option value=${states} ?selected=${states === this.filter}>
                  ${WORDS[at]}
                </option>`,
            )}
          </select>
        </div>
        ${this.#body()}
      </section>
    </div>`;
  }

  get #isNarrowed(): boolean {
    return this.filter !== '' || this.branch !== '' || this.event !== '';
  }

  #narrowing(): TemplateResult {
    return html`<input
        class="input narrow"
        type="search"
        placeholder="Branch"
        aria-label="Branch"
        .value=${this.branch}
        @input=${this.#named}
      />
      ${
        this.eventTypes === 'pull_request'
          ? nothing
          : html`<select class="input narrow" aria-label="Event" @change=${this.#chosen}>
              ${EVENTS.map(
                (event, at) =>
                  html`<option value=${event} ?selected=${event === this.event}>
                    ${EVENT_WORDS[at]}
                  </option>`,
              )}
            </select>`
      }`;
  }

  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #named = (event: Event): void => {
    const name = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.branch = name;
      this.offset = 0;
    }, TYPING_MS);
  };

  readonly #chosen = (event: Event): void => {
    this.event = (event.target as HTMLSelectElement).value;
    this.offset = 0;
  };

  #showAll(): void {
    clearTimeout(this.#timer);
    this.offset = 0;
    this.filter = '';
    this.branch = '';
    this.event = '';
  }

  #body(): TemplateResult {
    const { value, error } = this.#builds;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#builds.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="6" label="Loading builds"></tp-loading>`;
    if (value.builds.length === 0) return this.#empty();
    return html`<ul class="rows">
        ${repeat(
          value.builds,
          ({ id }) => id,
          (build) =>
            html`<li>
              <tp-build-row .build=${build} .slug=${this.repository.slug}></tp-build-row>
            </li>`,
        )}
      </ul>
      <tp-pager
        .pagination=${value['@pagination']}
        @page=${(event: CustomEvent<number>) => (this.offset = event.detail)}
      ></tp-pager>`;
  }

  #empty(): TemplateResult {
    if (this.#isNarrowed)
      return html`<tp-empty
        icon="list"
        heading=${this.branch || this.event ? 'No build is like this' : 'No build is in this state'}
      >
        <button class="button" @click=${() => this.#showAll()}>Show all</button>
      </tp-empty>`;
    if (this.eventTypes === 'pull_request')
      return html`<tp-empty icon="pull" heading="No pull request was built yet">
        A pull request's merge with its target branch is built when it is opened or pushed to.
      </tp-empty>`;
    return html`<tp-empty icon="play" heading="No builds yet">
      Push a commit with a <code>.travis.yml</code>, or trigger a build above. If a push started
      none, the requests tab says why.
    </tp-empty>`;
  }

  readonly #filtered = (event: Event): void => {
    this.filter = (event.target as HTMLSelectElement).value;
    this.offset = 0;
  };
}
