import { Notifications } from './notifications.component.js';

export { Notifications } from './notifications.component.js';

customElements.define('tp-notifications', Notifications);

declare global {
  interface HTMLElementTagNameMap {
    'tp-notifications': Notifications;
  }
}
