import { Header } from './header.component.js';

export { Header } from './header.component.js';

customElements.define('tp-header', Header);

declare global {
  interface HTMLElementTagNameMap {
    'tp-header': Header;
  }
}
