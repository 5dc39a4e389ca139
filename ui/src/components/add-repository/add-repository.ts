import { AddRepository } from './add-repository.component.js';

export { AddRepository } from './add-repository.component.js';

customElements.define('tp-add-repository', AddRepository);

declare global {
  interface HTMLElementTagNameMap {
    'tp-add-repository': AddRepository;
  }
}
