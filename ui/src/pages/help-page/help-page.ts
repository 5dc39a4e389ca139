import { HelpPage } from './help-page.component.js';

export { HelpPage } from './help-page.component.js';

customElements.define('tp-help-page', HelpPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-help-page': HelpPage;
  }
}
