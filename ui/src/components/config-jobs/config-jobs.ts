import { ConfigJobs } from './config-jobs.component.js';

export { ConfigJobs } from './config-jobs.component.js';

customElements.define('tp-config-jobs', ConfigJobs);

declare global {
  interface HTMLElementTagNameMap {
    'tp-config-jobs': ConfigJobs;
  }
}
