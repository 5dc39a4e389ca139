import { RepositoryPage } from './repository-page.component.js';

export { RepositoryPage } from './repository-page.component.js';

customElements.define('tp-repository-page', RepositoryPage);

declare global {
  interface HTMLElementTagNameMap {
    'tp-repository-page': RepositoryPage;
  }
}
