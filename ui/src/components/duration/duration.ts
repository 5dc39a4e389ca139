import { Duration } from './duration.component.js';

export { Duration } from './duration.component.js';

customElements.define('tp-duration', Duration);

declare global {
  interface HTMLElementTagNameMap {
    'tp-duration': Duration;
  }
}
