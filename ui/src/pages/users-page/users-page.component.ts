import { html, LitElement, type TemplateResult } from 'lit';
import { PAGES } from '@turnpike/core/contracts/wire';
import { setPageTitle } from '../../controllers/page-title.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/account-list/account-list.js';
import '../../components/admin-tabs/admin-tabs.js';
import '../../components/owner-list/owner-list.js';

/** Accounts, and owners of repositories. */
export class UsersPage extends LitElement {
  static override styles = [reset, page];

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('People');
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <h1 tabindex="-1">People</h1>
      <tp-admin-tabs .current=${PAGES.users}></tp-admin-tabs>
      <tp-account-list></tp-account-list>
      <tp-owner-list></tp-owner-list>
    </div>`;
  }
}
