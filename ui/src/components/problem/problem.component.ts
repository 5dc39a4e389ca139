import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ApiError } from '../../data/http.js';
import { withBase } from '../../data/base.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import { styles } from './problem.styles.js';

const TITLES: Readonly<Record<string, string>> = {
  not_found: 'There is nothing here, or you may not see it',
  offline: 'The server cannot be reached',
  insufficient_access: 'You may not do this',
  admin_access_required: 'This page is for administrators',
};

/** What went wrong, and the ways out. Fires `retry`. */
export class Problem extends LitElement {
  static override styles = [reset, controls, styles];
  @property({ attribute: false }) error: unknown;
  @property() heading = '';
  @property({ type: Boolean }) home = false;

  protected override render(): TemplateResult {
    const { error } = this;
    const known = error instanceof ApiError ? error : undefined;
    const message = error instanceof Error ? error.message : String(error ?? '');
    return html`<div class="box" role="alert">
      <tp-icon name="warn"></tp-icon>
      <div class="text">
        ${this.#title(known)}
        <p>${message}</p>
        ${
          known?.code || known?.requestId
            ? html`<p class="code mono">${known.code} ${known.requestId}</p>`
            : nothing
        }
        <div class="row">
          <button class="button" @click=${this.#retry}>
            <tp-icon name="restart"></tp-icon>Try again
          </button>
          ${
            this.home
              ? html`<a class="button quiet" href=${withBase('/')}>All repositories</a>`
              : nothing
          }
        </div>
      </div>
    </div>`;
  }

  /** Alone on its page, it is the page's heading. */
  #title(error: ApiError | undefined): TemplateResult {
    const text = this.heading || TITLES[error?.type ?? ''] || 'This could not be loaded';
    return this.home ? html`<h1>${text}</h1>` : html`<h2>${text}</h2>`;
  }

  #retry(): void {
    this.dispatchEvent(new Event('retry'));
  }
}
