import { ArtifactList } from './artifact-list.component.js';

export { ArtifactList } from './artifact-list.component.js';

customElements.define('tp-artifact-list', ArtifactList);

declare global {
  interface HTMLElementTagNameMap {
    'tp-artifact-list': ArtifactList;
  }
}
