import { Time } from './time.component.js';

export { Time } from './time.component.js';

customElements.define('tp-time', Time);

declare global {
  interface HTMLElementTagNameMap {
    'tp-time': Time;
  }
}
