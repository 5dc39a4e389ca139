import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { WireLint, WireMessage } from '@turnpike/core/contracts/wire';
import { setPageTitle } from '../../controllers/page-title.js';
import { count } from '../../data/format.js';
import { lint, schemaUrl } from '../../data/requests.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/config-jobs/config-jobs.js';
import '../../components/config-source/config-source.js';
import '../../components/empty/empty.js';
import '../../components/problem/problem.js';
import { styles } from './lint-page.styles.js';

const TYPING_MS = 400;
const EXAMPLE = `language: node_js
node_js:
  - 20
  - 22
env:
  - DB=postgres
  - DB=sqlite
stages:
  - test
  - deploy
jobs:
  include:
    - stage: deploy
      node_js: 22
      script: ./deploy.sh
      if: branch = main
`;

/** Paste a `.travis.yml`: messages beside its lines, and the jobs it stands for. */
export class LintPage extends LitElement {
  static override styles = [reset, controls, page, styles];
  @state() private text = '';
  @state() private result: WireLint | undefined;
  @state() private failure: unknown;
  @query('textarea') private area!: HTMLTextAreaElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('Check config');
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <div class="top">
        <h1 tabindex="-1">Check a configuration</h1>
        <p class="muted">
          Nothing is stored or started. Imports are not followed. Editors can check as you type by
          the <a class="inline" href=${schemaUrl()}>JSON Schema</a>.
        </p>
      </div>
      <div class="halves">
        <section class="panel left" aria-labelledby="input">
          <div class="panel-head">
            <h2 id="input"><code>.travis.yml</code></h2>
            <button class="button quiet" @click=${this.#example}>Example</button>
          </div>
          <textarea
            class="input"
            aria-label="Configuration to check"
            spellcheck="false"
            placeholder="Paste a .travis.yml here"
            .value=${this.text}
            @input=${this.#typed}
          ></textarea>
        </section>
        <section class="panel" aria-labelledby="result" aria-live="polite">
          <div class="panel-head">
            <h2 id="result">${this.#verdict()}</h2>
          </div>
          ${this.#body()}
        </section>
      </div>
    </div>`;
  }

  #verdict(): string {
    const { result } = this;
    if (!result) return 'Result';
    if (result.error) return 'It cannot be read';
    const bad = result.messages.filter(
      ({ level }) => level === 'error' || level === 'alert',
    ).length;
    const jobs = count(result.jobs.length, 'job');
    if (bad > 0) return `${jobs}, ${count(bad, 'error')}`;
    return result.messages.length > 0
      ? `${jobs}, ${count(result.messages.length, 'message')}`
      : `${jobs}, no complaints`;
  }

  #body(): TemplateResult {
    if (this.failure)
      return html`<tp-problem .error=${this.failure} @retry=${this.#check}></tp-problem>`;
    if (!this.result)
      return html`<tp-empty icon="file" heading="Paste a file to see its jobs">
        Messages stand beside the lines that they are about.
      </tp-empty>`;
    return html`<tp-config-source
        .text=${this.text}
        .messages=${this.#messages(this.result)}
      ></tp-config-source>
      ${
        this.result.jobs.length > 0
          ? html`<h3 class="jobs">Jobs</h3>
              <tp-config-jobs .jobs=${this.result.jobs}></tp-config-jobs>`
          : nothing
      }`;
  }

  #messages({ messages, error }: WireLint): readonly WireMessage[] {
    if (!error) return messages;
    const broken: WireMessage = {
      '@type': 'message',
      level: 'error',
      key: 'root',
      code: error.code,
      args: {},
      src: null,
      line: error.line,
      text: error.message,
    };
    return [broken, ...messages];
  }

  readonly #example = (): void => {
    this.text = EXAMPLE;
    void this.#check();
  };

  readonly #typed = (): void => {
    this.text = this.area.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), TYPING_MS);
  };

  readonly #check = async (): Promise<void> => {
    this.#asked?.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    if (this.text.trim() === '') {
      this.result = undefined;
      return;
    }
    try {
      this.result = await lint(this.text, signal);
      this.failure = undefined;
    } catch (error) {
      if (!signal.aborted) this.failure = error;
    }
  };
}
