import { CacheList } from './cache-list.component.js';

export { CacheList } from './cache-list.component.js';

customElements.define('tp-cache-list', CacheList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-cache-list': CacheList;
  }
}
