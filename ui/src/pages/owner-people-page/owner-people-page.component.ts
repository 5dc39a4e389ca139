import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PAGES } from '@turnpike/core/contracts/wire';
import { setPageTitle } from '../../controllers/page-title.js';
import { pageHref } from '../../controllers/router.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/builder-list/builder-list.js';
import '../../components/member-list/member-list.js';
import '../../components/owner-tokens/owner-tokens.js';
import '../../components/team-list/team-list.js';

/** Who may do what with all that an owner has, and its teams. */
export class OwnerPeoplePage extends LitElement {
  static override styles = [reset, page];
  /** Its login. */
  @property() owner = '';

  protected override render(): TemplateResult {
    setPageTitle(`People of ${this.owner}`);
    const host = new URLSearchParams(location.search).get('host') ?? '';
    return html`<div class="stack">
      <h1 tabindex="-1">
        <a href=${pageHref(PAGES.owner, { owner: this.owner })}>${this.owner}</a> / People
      </h1>
      <tp-team-list .owner=${this.owner} .host=${host}></tp-team-list>
      <tp-member-list .owner=${this.owner} .host=${host}></tp-member-list>
      <tp-owner-tokens .owner=${this.owner} .host=${host}></tp-owner-tokens>
      <tp-builder-list .owner=${this.owner} .host=${host}></tp-builder-list>
    </div>`;
  }
}
