import { OwnerTokens } from './owner-tokens.component.js';

export { OwnerTokens } from './owner-tokens.component.js';

customElements.define('tp-owner-tokens', OwnerTokens);

declare global {
  interface HTMLElementTagNameMap {
    'tp-owner-tokens': OwnerTokens;
  }
}
