import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { SlotContributions } from '../../controllers/slot-contributions.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../components/contributions/contributions.js';

/** A whole page of a plugin: its title, and its element below. */
export class PluginPage extends LitElement {
  static override styles = [reset, page];
  /** Of the plugin's element. */
  @property() tag = '';
  readonly #pages = new SlotContributions(this, 'page');

  protected override updated(): void {
    setPageTitle(this.#title);
  }

  get #title(): string {
    return this.#pages.all.find(({ tag }) => tag === this.tag)?.title ?? '';
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <h1 tabindex="-1">${this.#title}</h1>
      <tp-contributions slot-name="page" .only=${this.tag}></tp-contributions>
    </div>`;
  }
}
