import { SshKey } from './ssh-key.component.js';

export { SshKey } from './ssh-key.component.js';

customElements.define('tp-ssh-key', SshKey);

declare global {
  interface HTMLElementTagNameMap {
    'tp-ssh-key': SshKey;
  }
}
