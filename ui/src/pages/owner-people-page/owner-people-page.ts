import { OwnerPeoplePage } from './owner-people-page.component.js';

export { OwnerPeoplePage } from './owner-people-page.component.js';

customElements.define('tp-owner-people-page', OwnerPeoplePage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-owner-people-page': OwnerPeoplePage;
  }
}
