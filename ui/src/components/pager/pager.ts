import { Pager } from './pager.component.js';

export { Pager } from './pager.component.js';

customElements.define('tp-pager', Pager);

declare global {
  interface HTMLElementTagNameMap {
    'tp-pager': Pager;
  }
}
