import { Crumbs } from './crumbs.component.js';

export { Crumbs } from './crumbs.component.js';

customElements.define('tp-crumbs', Crumbs);

declare global {
  interface HTMLElementTagNameMap {
    'tp-crumbs': Crumbs;
  }
}
