import { Problem } from './problem.component.js';

export { Problem } from './problem.component.js';

customElements.define('tp-problem', Problem);

declare global {
  interface HTMLElementTagNameMap {
    'tp-problem': Problem;
  }
}
