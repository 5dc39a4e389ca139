import { LintPage } from './lint-page.component.js';

export { LintPage } from './lint-page.component.js';

customElements.define('tp-lint-page', LintPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-lint-page': LintPage;
  }
}
