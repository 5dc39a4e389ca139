import { JobLog } from './job-log.component.js';

export { JobLog } from './job-log.component.js';

customElements.define('tp-job-log', JobLog);

declare global {
  interface HTMLElementTagNameMap {
    'tp-job-log': JobLog;
  }
}
