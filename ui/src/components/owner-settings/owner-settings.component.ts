import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireSetting } from '@turnpike/core/contracts/wire';
import { Loader } from '../../controllers/loader.js';
import { groupSettings } from '../../data/setting-texts.js';
import { listOwnerSettings, setOwnerSetting } from '../../data/settings.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../setting-field/setting-field.js';

/** What plugins let an owner set for all of its repositories; nothing where none does. */
export class OwnerSettings extends LitElement {
  static override styles = [reset, page];
  /** Login. */
  @property() owner = '';

  readonly #settings = new Loader(this, {
    args: () => [this.owner] as const,
    load: ([owner], signal) => listOwnerSettings(owner, signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    // The page is whole without them.
    const { settings = [] } = this.#settings.value ?? {};
    if (settings.length === 0) return nothing;
    return html`<div class="stack">
      ${groupSettings(settings).map(
        ({ title, settings: own }) =>
          html`<section class="panel" aria-label=${title}>
            <div class="panel-head"><h2>${title}</h2></div>
            <ul class="rows">
              ${own.map(({ setting }) => html`<li>${this.#field(setting)}</li>`)}
            </ul>
          </section>`,
      )}
    </div>`;
  }

  #field(setting: WireSetting): TemplateResult {
    return html`<tp-setting-field
      .setting=${setting}
      .write=${setting['@permissions']?.write === true}
      .save=${(value: WireSetting['value']) => setOwnerSetting(this.owner, setting.name, value)}
      @saved=${() => this.#settings.reload(0)}
    ></tp-setting-field>`;
  }
}
