import { Pipeline } from './pipeline.component.js';

export { Pipeline } from './pipeline.component.js';

customElements.define('tp-pipeline', Pipeline);

declare global {
  interface HTMLElementTagNameMap {
    'tp-pipeline': Pipeline;
  }
}
