import { EnvVars } from './env-vars.component.js';

export { EnvVars } from './env-vars.component.js';

customElements.define('tp-env-vars', EnvVars);

declare global {
  interface HTMLElementTagNameMap {
    'tp-env-vars': EnvVars;
  }
}
