import { CronList } from './cron-list.component.js';

export { CronList } from './cron-list.component.js';

customElements.define('tp-cron-list', CronList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-cron-list': CronList;
  }
}
