import { Tabs } from './tabs.component.js';

export { Tabs } from './tabs.component.js';

customElements.define('tp-tabs', Tabs);

declare global {
  interface HTMLElementTagNameMap {
    'tp-tabs': Tabs;
  }
}
