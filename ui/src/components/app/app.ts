import { App } from './app.component.js';

export { App } from './app.component.js';

customElements.define('tp-app', App);

declare global {
  interface HTMLElementTagNameMap {
    'tp-app': App;
  }
}
