import { TeamEntry } from './team-entry.component.js';

export { TeamEntry } from './team-entry.component.js';

customElements.define('tp-team-entry', TeamEntry);

declare global {
  interface HTMLElementTagNameMap {
    'tp-team-entry': TeamEntry;
  }
}
