import { ActivityPage } from './activity-page.component.js';

export { ActivityPage } from './activity-page.component.js';

customElements.define('tp-activity-page', ActivityPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-activity-page': ActivityPage;
  }
}
