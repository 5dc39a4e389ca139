import { HostSyncs } from './host-syncs.component.js';

export { HostSyncs } from './host-syncs.component.js';

customElements.define('tp-host-syncs', HostSyncs);

declare global {
  interface HTMLElementTagNameMap {
    'tp-host-syncs': HostSyncs;
  }
}
