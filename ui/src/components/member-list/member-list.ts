import { MemberList } from './member-list.component.js';

export { MemberList } from './member-list.component.js';

customElements.define('tp-member-list', MemberList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-member-list': MemberList;
  }
}
