import { RepositoryRow } from './repository-row.component.js';

export { RepositoryRow } from './repository-row.component.js';

customElements.define('tp-repository-row', RepositoryRow);

declare global {
  interface HTMLElementTagNameMap {
    'tp-repository-row': RepositoryRow;
  }
}
