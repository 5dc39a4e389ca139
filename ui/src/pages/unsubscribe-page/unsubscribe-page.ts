import { UnsubscribePage } from './unsubscribe-page.component.js';

export { UnsubscribePage } from './unsubscribe-page.component.js';

customElements.define('tp-unsubscribe-page', UnsubscribePage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-unsubscribe-page': UnsubscribePage;
  }
}
