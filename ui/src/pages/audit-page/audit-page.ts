import { AuditPage } from './audit-page.component.js';

export { AuditPage } from './audit-page.component.js';

customElements.define('tp-audit-page', AuditPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-audit-page': AuditPage;
  }
}
