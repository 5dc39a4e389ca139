import { Contributions } from './contributions.component.js';

export { Contributions } from './contributions.component.js';

customElements.define('tp-contributions', Contributions);

declare global {
  interface HTMLElementTagNameMap {
    'tp-contributions': Contributions;
  }
}
