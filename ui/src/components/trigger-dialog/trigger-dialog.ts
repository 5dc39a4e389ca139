import { TriggerDialog } from './trigger-dialog.component.js';

export { TriggerDialog } from './trigger-dialog.component.js';

customElements.define('tp-trigger-dialog', TriggerDialog);

declare global {
  interface HTMLElementTagNameMap {
    'tp-trigger-dialog': TriggerDialog;
  }
}
