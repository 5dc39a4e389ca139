import { TeamList } from './team-list.component.js';

export { TeamList } from './team-list.component.js';

customElements.define('tp-team-list', TeamList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-team-list': TeamList;
  }
}
