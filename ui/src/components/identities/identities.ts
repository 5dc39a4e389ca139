import { Identities } from './identities.component.js';

export { Identities } from './identities.component.js';

customElements.define('tp-identities', Identities);

declare global {
  interface HTMLElementTagNameMap {
    'tp-identities': Identities;
  }
}
