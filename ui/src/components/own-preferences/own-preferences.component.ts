import { html, LitElement, type TemplateResult } from 'lit';
import type { WirePreferences } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { listPreferences, setPreference } from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../loading/loading.js';
import '../problem/problem.js';
import { styles } from './own-preferences.styles.js';

const WORDS = [
  { name: 'build_emails', on: true, off: false, text: 'Send me mail about builds' },
] as const;

/** Switches of the own account. */
export class OwnPreferences extends LitElement {
  static override styles = [reset, controls, page, styles];

  readonly #preferences = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => listPreferences(signal),
  });

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="preferences">
      <div class="panel-head"><h2 id="preferences">Preferences</h2></div>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#preferences;
    if (!value && error)
      return html`<tp-problem
        .error=${error}
        @retry=${() => this.#preferences.reload(0)}
      ></tp-problem>`;
    if (!value) return html`<tp-loading lines="2" label="Loading preferences"></tp-loading>`;
    return html`<ul class="rows">
      ${WORDS.map((one) => this.#row(one, value))}
    </ul>`;
  }

  #row(one: (typeof WORDS)[number], { preferences }: WirePreferences): TemplateResult {
    const now = preferences.find(({ name }) => name === one.name)?.value;
    return html`<li>
      <label class="row check"
        ><input
          type="checkbox"
          .checked=${now === one.on}
          @change=${(event: Event) => this.#set(one, (event.target as HTMLInputElement).checked)}
        />
        ${one.text}</label
      >
    </li>`;
  }

  async #set({ name, on, off }: (typeof WORDS)[number], checked: boolean): Promise<void> {
    await attempt(() => setPreference(name, checked ? on : off), 'Saved.');
    this.#preferences.reload(0);
  }
}
