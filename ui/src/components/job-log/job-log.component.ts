import { consume } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { liveContext } from '../../controllers/contexts.js';
import { count } from '../../data/format.js';
import type { LiveClient } from '../../data/live.js';
import { LogStream } from '../../data/logs.js';
import { rawLogAddress, searchLog } from '../../data/jobs.js';
import { failedCommands } from '../../log/failures.js';
import { LogLines } from '../../log/lines.js';
import { formatRange, parseRange, type LineSelection } from '../../log/range.js';
import { findLines } from '../../log/search.js';
import { MAX_WRAPPED } from '../../log/window.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import '../log-view/log-view.js';
import type { LogView } from '../log-view/log-view.js';
import { styles } from './job-log.styles.js';

const SEARCH_DELAY_MS = 120;
/** Longer logs, and those not read to their end yet, are searched by the server. */
const SEARCHED_HERE = 50_000;
/** Does this reader have long lines wrapped? */
const WRAP = 'turnpike.log-wrap';

/**
 * The log of one run with its tools: search, follow, folds, times, raw. Keys: `/` search, `n` and `N` next and
 * previous, `e` and `E` next and previous command that failed, `g` and `G` start and end, `f` follow, `w` wrap. The log of a
 * job that did not pass opens at what failed first.
 */
export class JobLog extends LitElement {
  static override styles = [reset, controls, styles];
  @property({ type: Number }) job = 0;
  @property({ type: Number }) run = 0;
  /** Does the job still run? Then the log is followed. */
  @property({ type: Boolean }) running = false;
  /** Why the job ended so; shown after the log. */
  @property() reason = '';
  @property() number = '';
  /** The job ended, and did not pass. */
  @property({ type: Boolean }) failed = false;

  @consume({ context: liveContext, subscribe: true })
  @state()
  private live: LiveClient | undefined;
  @state() private log = new LogLines();
  @state() private follow = false;
  @state() private times = false;
  @state() private wrap = localStorage.getItem(WRAP) === 'on';
  @state() private selection: LineSelection | undefined;
  @state() private search = '';
  @state() private hits: readonly number[] = [];
  @state() private hit = -1;
  /** The server found more lines than it answered. */
  @state() private moreHits = false;
  @state() private failure = '';
  @state() private percent = 100;
  @state() private allOpen = false;
  @state() private failures: readonly number[] = [];
  /** The failed command that was gone to; -1: none. */
  @state() private failedAt = -1;
  @query('tp-log-view') private view: LogView | undefined;
  @query('input') private input!: HTMLInputElement;

  #stream: LogStream | undefined;
  #searching: AbortController | undefined;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  #jumped = false;
  #statusAt = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#fromHash);
    addEventListener('keydown', this.#key);
    this.selection = parseRange(location.hash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#fromHash);
    removeEventListener('keydown', this.#key);
    this.#stream?.stop();
    this.#stream = undefined;
    this.#searching?.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const source = changed.has('job') || changed.has('run') || changed.has('live');
    if ((source || !this.#stream) && this.live && this.job > 0 && this.run > 0) this.#open();
  }

  protected override render(): TemplateResult {
    return html`<section aria-label="Log">
      ${this.#toolbar()}
      ${
        this.failure
          ? html`<p class="note problem" role="status">
              <tp-icon name="warn"></tp-icon>${this.failure} Trying again.
            </p>`
          : nothing
      }
      <tp-log-view
        .log=${this.log}
        .query=${this.search}
        .current=${this.hits[this.hit] ?? -1}
        .selection=${this.selection}
        .times=${this.times}
        .wrap=${this.wrap}
        .follow=${this.follow}
        label="Log of job ${this.number}"
        @select=${this.#select}
        @follow=${this.#followed}
      ></tp-log-view>
      ${this.#foot()}
    </section>`;
  }

  #open(): void {
    this.#stream?.stop();
    const log = new LogLines();
    this.log = log;
    this.hits = [];
    this.failures = [];
    this.failedAt = -1;
    this.#jumped = false;
    this.follow = this.running && !this.selection;
    this.#stream = new LogStream(this.job, this.run, this.live as LiveClient, {
      text: (text) => this.#grown(log, text),
      sealed: () => this.#sealed(log),
      progress: (read, total) => this.#progress(read, total),
      failed: (error) => (this.failure = error instanceof Error ? error.message : String(error)),
    });
    this.#stream.start();
  }

  #grown(log: LogLines, text: string): void {
    this.failure = '';
    log.append(text);
    this.view?.refresh();
    this.#jumpOnce();
    this.#status();
  }

  #sealed(log: LogLines): void {
    log.seal();
    this.failures = failedCommands(log);
    this.view?.refresh();
    this.#jumpOnce();
    this.#openAtFailure();
    this.requestUpdate();
    if (this.search) void this.#find(this.search);
  }

  /** The line count is for people: twice a second is enough. */
  #status(): void {
    if (this.#statusAt !== 0) return;
    this.#statusAt = window.setTimeout(() => {
      this.#statusAt = 0;
      this.requestUpdate();
    }, 500);
  }

  #progress(read: number, total: number): void {
    this.percent = total > 0 ? Math.min(100, Math.floor((read / total) * 100)) : 100;
  }

  /** The address names lines: there first, once they have arrived. */
  #jumpOnce(): void {
    if (this.#jumped || !this.selection || this.log.length < this.selection.from) return;
    this.#jumped = true;
    this.view?.showLine(this.selection.from - 1);
  }

  /** Nobody reads a failed log from its first line; a reader who is somewhere already stays there. */
  #openAtFailure(): void {
    if (!this.failed || this.selection || this.hit >= 0 || this.view?.hasMoved) return;
    if (this.failures.length > 0) this.#stepFailure(1);
    else void this.updateComplete.then(() => this.view?.showEnd());
  }

  #stepFailure(by: number): void {
    const { length } = this.failures;
    if (length === 0) return;
    this.failedAt =
      this.failedAt < 0 && by < 0 ? length - 1 : (this.failedAt + by + length) % length;
    const line = this.failures[this.failedAt] as number;
    this.follow = false;
    void this.updateComplete.then(() => this.view?.showLine(line, 'end'));
  }

  #failureTools(): TemplateResult | typeof nothing {
    const { failures, failedAt } = this;
    if (failures.length === 0) return nothing;
    const at = failures.length > 1 && failedAt >= 0 ? ` ${failedAt + 1}/${failures.length}` : '';
    return html`<button
      class="button quiet"
      title="Next command that failed (e, back: E)"
      @click=${() => this.#stepFailure(1)}
    >
      <tp-icon name="failed"></tp-icon>${count(failures.length, 'failure')}${at}
    </button>`;
  }

  #toolbar(): TemplateResult {
    return html`<div class="bar">
      <div class="find">
        <tp-icon name="search"></tp-icon>
        <input
          type="search"
          placeholder="Search the log"
          aria-label="Search the log"
          .value=${this.search}
          @input=${this.#typed}
          @keydown=${this.#searchKey}
        />
        ${this.search ? this.#hitTools() : nothing}
      </div>
      <div class="tools">
        ${this.#failureTools()} ${this.log.sealed || !this.running ? nothing : this.#followButton()}
        ${this.#tool('Expand or collapse all sections', this.allOpen ? 'up' : 'down', this.#folds)}
        ${
          this.log.folds.hasTimings
            ? html`<button
                class="button quiet icon"
                aria-pressed=${String(this.times)}
                aria-label="Times of commands"
                title="Times of commands"
                @click=${() => (this.times = !this.times)}
              >
                <tp-icon name="clock"></tp-icon>
              </button>`
            : nothing
        }
        ${this.#wrapButton()} ${this.#tool('To the start (g)', 'top', () => this.#jump('start'))}
        ${this.#tool('To the end (G)', 'bottom', () => this.#jump('end'))}
        <a class="button quiet" href=${rawLogAddress(this.job, this.run)} target="_blank">Raw</a>
        <a
          class="button quiet icon"
          href=${rawLogAddress(this.job, this.run, true)}
          download
          aria-label="Download the log"
          title="Download"
          ><tp-icon name="download"></tp-icon
        ></a>
      </div>
    </div>`;
  }

  #tool(title: string, icon: string, act: () => void): TemplateResult {
    return html`<button class="button quiet icon" aria-label=${title} title=${title} @click=${act}>
      <tp-icon name=${icon}></tp-icon>
    </button>`;
  }

  #followButton(): TemplateResult {
    return html`<button
      class="button quiet"
      aria-pressed=${String(this.follow)}
      title="Follow the end of the log (f)"
      @click=${this.#toggleFollow}
    >
      <tp-icon name="bottom"></tp-icon>Follow
    </button>`;
  }

  #wrapButton(): TemplateResult {
    const tooLong = this.log.length > MAX_WRAPPED;
    const title = tooLong ? 'This log is too long to wrap its lines' : 'Wrap long lines (w)';
    return html`<button
      class="button quiet icon"
      aria-pressed=${String(this.wrap && !tooLong)}
      aria-label=${title}
      title=${title}
      ?disabled=${tooLong}
      @click=${this.#toggleWrap}
    >
      <tp-icon name="wrap"></tp-icon>
    </button>`;
  }

  #hitTools(): TemplateResult {
    const { hits, hit } = this;
    return html`<span class="hits num" role="status"
        >${hits.length === 0 ? 'none' : `${hit + 1}/${hits.length}${this.moreHits ? '+' : ''}`}</span
      >
      ${this.#tool('Previous match (N)', 'up', () => this.#step(-1))}
      ${this.#tool('Next match (n)', 'down', () => this.#step(1))}`;
  }

  #foot(): TemplateResult {
    const { log } = this;
    const loading = this.percent < 100 && !log.sealed;
    return html`<div class="foot">
      <span class="num">${count(log.length, 'line')}</span>
      ${loading ? html`<span class="num">reading ${this.percent}%</span>` : nothing}
      ${!log.sealed && this.running ? html`<span class="live">live</span>` : nothing}
      ${
        this.selection
          ? html`<button class="link" @click=${this.#copyLink}>
              Copy link to ${formatRange(this.selection).slice(1)}
            </button>`
          : nothing
      }
      ${this.reason && !this.running ? html`<span class="reason">${this.reason}</span>` : nothing}
      ${log.length === 0 ? html`<span>${this.#emptyText()}</span>` : nothing}
    </div>`;
  }

  #emptyText(): string {
    if (this.log.sealed) return 'The log is empty.';
    return this.running ? 'The instance is starting; lines appear as they are printed.' : '';
  }

  readonly #copyLink = (): void => {
    void navigator.clipboard?.writeText(location.href);
  };

  readonly #typed = (): void => {
    const text = this.input.value;
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => void this.#find(text, true), SEARCH_DELAY_MS);
  };

  async #find(text: string, jump = false): Promise<void> {
    this.#searching?.abort();
    const searching = new AbortController();
    this.#searching = searching;
    this.search = text;
    const { lines, more } = await this.#linesWith(text, searching.signal);
    if (searching.signal.aborted) return;
    this.hits = lines;
    this.moreHits = more;
    if (jump) {
      this.hit = lines.length > 0 ? 0 : -1;
      this.#showHit();
    }
  }

  async #linesWith(text: string, signal: AbortSignal): Promise<{ lines: number[]; more: boolean }> {
    if (text === '') return { lines: [], more: false };
    const here = async () => ({ lines: await findLines(this.log, text, signal), more: false });
    if (this.percent === 100 && this.log.length <= SEARCHED_HERE) return here();
    try {
      const { matches, more } = await searchLog(this.job, this.run, text, signal);
      return { lines: matches.map(({ line }) => line - 1), more };
    } catch {
      return here();
    }
  }

  #step(by: number): void {
    if (this.hits.length === 0) return;
    this.hit = (this.hit + by + this.hits.length) % this.hits.length;
    this.#showHit();
  }

  #showHit(): void {
    const line = this.hits[this.hit];
    if (line === undefined) return;
    this.follow = false;
    void this.updateComplete.then(() => this.view?.showLine(line));
  }

  readonly #searchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') this.#step(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') {
      void this.#find('');
      this.input.value = '';
      this.view?.focusLog();
    }
  };

  readonly #key = (event: KeyboardEvent): void => {
    const origin = event.composedPath()[0] as HTMLElement;
    const typing = origin.matches?.('input, textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const acts: Readonly<Record<string, () => void>> = {
      '/': () => this.input.focus(),
      n: () => this.#step(1),
      N: () => this.#step(-1),
      g: () => this.#jump('start'),
      G: () => this.#jump('end'),
      f: () => this.#toggleFollow(),
      w: () => this.#toggleWrap(),
      e: () => this.#stepFailure(1),
      E: () => this.#stepFailure(-1),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  #jump(to: 'start' | 'end'): void {
    if (to === 'start') {
      this.follow = false;
      void this.updateComplete.then(() => this.view?.showStart());
    } else {
      this.follow = this.running && !this.log.sealed;
      this.view?.showEnd();
    }
  }

  readonly #folds = (): void => {
    this.allOpen = !this.allOpen;
    this.view?.setAllFolds(!this.allOpen);
  };

  readonly #toggleFollow = (): void => {
    this.follow = !this.follow;
  };

  readonly #toggleWrap = (): void => {
    this.wrap = !this.wrap;
    localStorage.setItem(WRAP, this.wrap ? 'on' : 'off');
  };

  readonly #followed = (event: CustomEvent<boolean>): void => {
    this.follow = event.detail;
  };

  readonly #select = (event: CustomEvent<LineSelection>): void => {
    this.selection = event.detail;
    this.follow = false;
    history.replaceState(null, '', location.pathname + location.search + formatRange(event.detail));
  };

  readonly #fromHash = (): void => {
    this.selection = parseRange(location.hash);
    this.#jumped = false;
    this.#jumpOnce();
  };
}
