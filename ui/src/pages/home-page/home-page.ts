import { HomePage } from './home-page.component.js';

export { HomePage } from './home-page.component.js';

customElements.define('tp-home-page', HomePage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-home-page': HomePage;
  }
}
