import { BranchList } from './branch-list.component.js';

export { BranchList } from './branch-list.component.js';

customElements.define('tp-branch-list', BranchList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-branch-list': BranchList;
  }
}
