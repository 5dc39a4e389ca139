import { BadgeDialog } from './badge-dialog.component.js';

export { BadgeDialog } from './badge-dialog.component.js';

customElements.define('tp-badge-dialog', BadgeDialog);

declare global {
  interface HTMLElementTagNameMap {
    'tp-badge-dialog': BadgeDialog;
  }
}
