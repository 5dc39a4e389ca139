import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { UI_ELEMENTS, type UiElement } from '@turnpike/core/contracts/wire';
import { setPageTitle } from '../../controllers/page-title.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../../public-elements.js';
import { EXAMPLES } from './examples.js';
import { styles } from './controls-page.styles.js';

type Tag = keyof typeof UI_ELEMENTS;

/** The elements that those of plugins may use, each as it looks, with its properties. */
export class ControlsPage extends LitElement {
  static override styles = [reset, controls, page, styles];

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('Controls');
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <h1 tabindex="-1">Controls</h1>
      <p>
        Elements of plugins may use these: they are there before a plugin’s module is imported, in
        the colours of the theme, for keyboard and screen reader.
      </p>
      ${(Object.keys(UI_ELEMENTS) as Tag[]).map((tag) => this.#element(tag, UI_ELEMENTS[tag]))}
    </div>`;
  }

  #element(tag: Tag, { about, properties, content }: UiElement): TemplateResult {
    return html`<section class="panel" aria-label=${tag}>
      <div class="panel-head">
        <h2><code>${tag}</code></h2>
      </div>
      <div class="pad">
        <p>${plain(about)}</p>
        <div class="shown">${EXAMPLES[tag]}</div>
        <dl>
          ${Object.entries(properties).map(
            ([name, what]) =>
              html`<dt><code>${name}</code></dt>
                <dd>${plain(what)}</dd>`,
          )}
          ${
            content
              ? html`<dt>within it</dt>
                  <dd>${plain(content)}</dd>`
              : nothing
          }
        </dl>
      </div>
    </section>`;
  }
}

/** Words of the reference, whose code stands between backticks. */
const plain = (text: string): TemplateResult[] =>
  text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : html`${part}`));
