import { HookHealth } from './hook-health.component.js';

customElements.define('tp-hook-health', HookHealth);
declare global {
  interface HTMLElementTagNameMap {
    'tp-hook-health': HookHealth;
  }
}
