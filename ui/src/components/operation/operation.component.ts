import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { RIGHTS } from '@turnpike/core/contracts/wire';
import {
  filledPath,
  tryCall,
  type Operation,
  type Parameter,
  type Schema,
  type Schemas,
  type Tried,
  type Values,
} from '../../data/explorer.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../schema-view/schema-view.js';
import { inlineCode } from './inline-code.js';
import { styles } from './operation.styles.js';

/** One call of the API: folded to a line; open it tells all, and GETs can be tried. */
export class OperationElement extends LitElement {
  static override styles = [reset, controls, styles];
  @property({ attribute: false }) operation!: Operation;
  @property({ attribute: false }) schemas: Schemas = {};
  @state() private isOpen = false;
  @state() private values: Values = {};
  @state() private tried: Tried | undefined;
  @state() private trouble = '';

  protected override render(): TemplateResult {
    const { method, path, summary } = this.operation;
    return html`<details @toggle=${this.#toggled}>
      <summary>
        <span class="method" data-method=${method}>${method}</span>
        <code class="path">${path}</code>
        <span class="muted">${inlineCode(summary)}</span>
      </summary>
      ${this.isOpen ? this.#body() : nothing}
    </details>`;
  }

  readonly #toggled = (event: Event): void => {
    if (event.target === event.currentTarget)
      this.isOpen = (event.target as HTMLDetailsElement).open;
  };

  #body(): TemplateResult {
    const { description, rights, plugin, isElsewhere, parameters, body, answers } = this.operation;
    return html`<div class="body">
      ${description ? html`<p>${inlineCode(description)}</p>` : nothing}
      <dl>
        <dt>Who</dt>
        <dd>${rights.length > 0 ? rights.map((one) => RIGHTS[one]).join(' Or: ') : 'Not told.'}</dd>
        <dt>Served by</dt>
        <dd>${plugin}${isElsewhere ? ', in another process' : ''}</dd>
      </dl>
      ${parameters.length > 0 ? this.#parameters(parameters) : nothing}
      ${this.operation.mayTry ? this.#try() : nothing}
      ${
        body
          ? html`<h3>Body</h3>
              ${this.#schema(body)}`
          : nothing
      }
      <h3>Answers</h3>
      ${answers.map(
        ({ status, description: text, type, schema }) =>
          html`<p>
              <strong>${status === 'default' ? 'errors' : status}</strong> ${text}
              <span class="muted">${type ?? ''}</span>
            </p>
            ${schema ? this.#schema(schema) : nothing}`,
      )}
    </div>`;
  }

  #schema(schema: Schema): TemplateResult {
    return html`<tp-schema-view .schema=${schema} .schemas=${this.schemas}></tp-schema-view>`;
  }

  #parameters(parameters: readonly Parameter[]): TemplateResult {
    return html`<h3>Parameters</h3>
      <div class="fields">${parameters.map((one) => this.#field(one))}</div>`;
  }

  #field({ name, required, description, type }: Parameter): TemplateResult {
    const hint = [required ? 'required' : '', type === 'string' ? '' : type].filter(Boolean);
    return html`<label class="field">
      <span><code>${name}</code> <small>${hint.join(', ')}</small></span>
      ${
        this.operation.mayTry
          ? html`<input
              class="input"
              .value=${this.values[name] ?? ''}
              @input=${(event: Event) => this.#typed(name, event)}
              @keydown=${this.#key}
            />`
          : nothing
      }
      <small>${inlineCode(description)}</small>
    </label>`;
  }

  #typed(name: string, event: Event): void {
    this.values = { ...this.values, [name]: (event.target as HTMLInputElement).value };
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void this.#ask();
  };

  #try(): TemplateResult {
    const { tried, trouble } = this;
    return html`<p class="row">
        <button class="button" @click=${this.#ask}>Try it</button>
        <span class="muted" role="status"
          >${trouble || (tried ? `${tried.status} after ${tried.ms} ms` : '')}</span
        >
      </p>
      ${tried ? html`<pre tabindex="0" aria-label="Answer of ${tried.path}">${tried.text}</pre>` : nothing}`;
  }

  readonly #ask = async (): Promise<void> => {
    const { path, missing } = filledPath(this.operation, this.values);
    this.trouble = missing.length > 0 ? `Fill in ${missing.join(', ')}.` : '';
    if (missing.length > 0) return;
    try {
      this.tried = await tryCall(path);
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  };
}
