import { SecondFactor } from './second-factor.component.js';

export { SecondFactor } from './second-factor.component.js';

customElements.define('tp-second-factor', SecondFactor);

declare global {
  interface HTMLElementTagNameMap {
    'tp-second-factor': SecondFactor;
  }
}
