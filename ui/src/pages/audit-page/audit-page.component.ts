import { html, LitElement, type TemplateResult } from 'lit';
import { PAGES } from '@turnpike/core/contracts/wire';
import { setPageTitle } from '../../controllers/page-title.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/admin-tabs/admin-tabs.js';
import '../../components/audit-list/audit-list.js';

/** Who did what on the whole platform. */
export class AuditPage extends LitElement {
  static override styles = [reset, page];

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('Audit log');
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <h1 tabindex="-1">Audit log</h1>
      <tp-admin-tabs .current=${PAGES.audit}></tp-admin-tabs>
      <tp-audit-list></tp-audit-list>
    </div>`;
  }
}
