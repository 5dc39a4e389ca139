import { OperationElement } from './operation.component.js';

customElements.define('tp-operation', OperationElement);

declare global {
  interface HTMLElementTagNameMap {
    'tp-operation': OperationElement;
  }
}
