import { HostRepositories } from './host-repositories.component.js';

customElements.define('tp-host-repositories', HostRepositories);
declare global {
  interface HTMLElementTagNameMap {
    'tp-host-repositories': HostRepositories;
  }
}
