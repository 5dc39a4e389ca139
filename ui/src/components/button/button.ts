import { Button } from './button.component.js';

export { Button } from './button.component.js';

customElements.define('tp-button', Button);

declare global {
  interface HTMLElementTagNameMap {
    'tp-button': Button;
  }
}
