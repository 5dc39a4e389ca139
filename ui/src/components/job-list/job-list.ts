import { JobList } from './job-list.component.js';

export { JobList } from './job-list.component.js';

customElements.define('tp-job-list', JobList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-job-list': JobList;
  }
}
