import { Note } from './note.component.js';

export { Note } from './note.component.js';

customElements.define('tp-note', Note);

declare global {
  interface HTMLElementTagNameMap {
    'tp-note': Note;
  }
}
