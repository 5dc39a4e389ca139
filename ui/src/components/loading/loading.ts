import { Loading } from './loading.component.js';

export { Loading } from './loading.component.js';

customElements.define('tp-loading', Loading);

declare global {
  interface HTMLElementTagNameMap {
    'tp-loading': Loading;
  }
}
