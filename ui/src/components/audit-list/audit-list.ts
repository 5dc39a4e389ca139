import { AuditList } from './audit-list.component.js';

export { AuditList } from './audit-list.component.js';

customElements.define('tp-audit-list', AuditList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-audit-list': AuditList;
  }
}
