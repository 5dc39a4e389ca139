import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { withBase } from '../../data/base.js';
import { readDocument, type ApiDocument, type Operation } from '../../data/explorer.js';
import { count } from '../../data/format.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/empty/empty.js';
import '../../components/loading/loading.js';
import '../../components/operation/operation.js';
import '../../components/problem/problem.js';
import { styles } from './explorer-page.styles.js';

/** Every call of the API by heading: parameters, rights, answers; GETs can be tried. Shown to anybody. */
export class ExplorerPage extends LitElement {
  static override styles = [reset, controls, page, styles];
  @state() private document: ApiDocument | undefined;
  @state() private failure: unknown;
  @state() private wanted = '';

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('API');
    void this.#read();
  }

  readonly #read = async (): Promise<void> => {
    this.failure = undefined;
    try {
      this.document = await readDocument();
    } catch (error) {
      this.failure = error;
    }
  };

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <div class="top">
        <h1 tabindex="-1">API</h1>
        <p class="muted">
          Made of what the routes of this server say of themselves; for programs as
          <a class="inline" href=${withBase('/v3/openapi.json')}>OpenAPI 3.1</a>. What is tried here
          is asked with your own rights.
        </p>
      </div>
      ${this.#content()}
    </div>`;
  }

  #content(): TemplateResult {
    if (this.failure)
      return html`<tp-problem .error=${this.failure} @retry=${this.#read}></tp-problem>`;
    if (!this.document) return html`<tp-loading></tp-loading>`;
    const groups = this.document.groups
      .map(({ tag, operations }) => ({ tag, operations: operations.filter(this.#isWanted) }))
      .filter(({ operations }) => operations.length > 0);
    const found = groups.reduce((sum, { operations }) => sum + operations.length, 0);
    return html`<label class="field find">
        <span>Find</span>
        <input
          class="input"
          type="search"
          placeholder="builds, POST, admin …"
          .value=${this.wanted}
          @input=${this.#typed}
        />
        <small role="status">${count(found, 'call')}</small>
      </label>
      ${
        found === 0
          ? html`<tp-empty icon="search" heading="No call is like this"></tp-empty>`
          : groups.map(({ tag, operations }) => this.#group(tag, operations))
      }`;
  }

  #group(tag: string, operations: readonly Operation[]): TemplateResult {
    const { document } = this;
    if (!document) return html`${nothing}`;
    return html`<section class="panel" aria-label=${tag}>
      <div class="panel-head"><h2>${tag}</h2></div>
      ${operations.map(
        (one) => html`<tp-operation .operation=${one} .schemas=${document.schemas}></tp-operation>`,
      )}
    </section>`;
  }

  readonly #typed = (event: Event): void => {
    this.wanted = (event.target as HTMLInputElement).value;
  };

  readonly #isWanted = ({ method, path, summary, tag, rights, plugin }: Operation): boolean => {
    const text = [method, path, summary, tag, plugin, ...rights].join(' ').toLowerCase();
    return this.wanted
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  };
}
