import { JobPage } from './job-page.component.js';

export { JobPage } from './job-page.component.js';

customElements.define('tp-job-page', JobPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-job-page': JobPage;
  }
}
