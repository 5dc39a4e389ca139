import { AdminTabs } from './admin-tabs.component.js';

export { AdminTabs } from './admin-tabs.component.js';

customElements.define('tp-admin-tabs', AdminTabs);

declare global {
  interface HTMLElementTagNameMap {
    'tp-admin-tabs': AdminTabs;
  }
}
