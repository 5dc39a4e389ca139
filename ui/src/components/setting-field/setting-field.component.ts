import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  settingForm,
  type SettingForm,
  type WireDeclaredSetting,
  type WireSetting,
} from '@turnpike/core/contracts/wire';
import { announce } from '../../controllers/announce.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { switches } from '../../styles/switch.styles.js';
import { styles } from './setting-field.styles.js';

type Value = WireSetting['value'];
type Draw = (form: SettingForm) => TemplateResult;

/** A field for a setting that a plugin declares, made from its schema. Fires `saved`. */
export class SettingField extends LitElement {
  static override styles = [reset, controls, switches, styles];
  @property({ attribute: false }) setting!: WireSetting & {
    readonly declared: WireDeclaredSetting;
  };
  @property({ type: Boolean }) write = false;
  /** Writes a value. What it throws stands below the field, in which the value stays. */
  @property({ attribute: false }) save!: (value: Value) => Promise<unknown>;
  @state() private error = '';

  readonly #draws: Readonly<Record<SettingForm['kind'], Draw>> = {
    flag: ({ nullable }) => (nullable ? this.#select(['on', 'off'], true, onOff) : this.#switch()),
    number: (form) => this.#number(form),
    text: (form) => this.#text(form),
    choice: ({ choices, nullable }) => this.#select(choices, nullable, String),
    choices: ({ choices }) => this.#checks(choices),
    list: () => this.#lines(),
  };

  protected override render(): TemplateResult {
    const { declared, value } = this.setting;
    const form = settingForm(declared.schema);
    if (!form) return html`<p class="muted">${declared.title}: ${JSON.stringify(value)}</p>`;
    const control = this.#draws[form.kind](form);
    if (form.kind === 'choices') {
      const name = this.#about(html`<span id="name">${declared.title}</span>`);
      const by = this.#describedBy;
      return html`<div class="setting" role="group" aria-labelledby="name" aria-describedby=${by}>
        ${name}${control}${this.#problem()}
      </div>`;
    }
    const label = html`<label for="field">${declared.title}</label>`;
    return html`<div class="setting">${this.#about(label)}${control}${this.#problem()}</div>`;
  }

  #about(label: TemplateResult): TemplateResult {
    return html`<div class="about">
      ${label}<small id="about">${this.setting.declared.description}</small>
    </div>`;
  }

  #problem(): TemplateResult | typeof nothing {
    return this.error ? html`<p id="error" class="error" role="alert">${this.error}</p>` : nothing;
  }

  get #describedBy(): string {
    return this.error ? 'about error' : 'about';
  }

  #switch(): TemplateResult {
    return html`<input
      id="field"
      class="switch"
      type="checkbox"
      role="switch"
      aria-describedby=${this.#describedBy}
      .checked=${this.setting.value === true}
      ?disabled=${!this.write}
      @change=${(event: Event) => this.#save((event.target as HTMLInputElement).checked)}
    />`;
  }

  #number({ schema, nullable }: SettingForm): TemplateResult {
    const step = schema.type === 'integer' ? '1' : 'any';
    return this.#input('number', (text) => (text === '' && nullable ? null : Number(text)), {
      step,
      min: within(schema.minimum),
      max: within(schema.maximum),
    });
  }

  #text({ schema, nullable }: SettingForm): TemplateResult {
    return this.#input('text', (text) => (text === '' && nullable ? null : text), {
      maxlength: schema.maxLength,
    });
  }

  #input(
    type: 'number' | 'text',
    read: (text: string) => Value,
    limits: Readonly<Record<string, string | number | undefined>>,
  ): TemplateResult {
    const { value } = this.setting;
    return html`<input
      id="field"
      class="input field ${type}"
      type=${type}
      step=${limits['step'] ?? nothing}
      min=${limits['min'] ?? nothing}
      max=${limits['max'] ?? nothing}
      maxlength=${limits['maxlength'] ?? nothing}
      aria-describedby=${this.#describedBy}
      aria-invalid=${this.error ? 'true' : 'false'}
      .value=${value === null ? '' : String(value)}
      ?disabled=${!this.write}
      @change=${(event: Event) => this.#save(read((event.target as HTMLInputElement).value))}
    />`;
  }

  #select(
    words: readonly string[],
    nullable: boolean,
    wordOf: (value: Value) => string,
  ): TemplateResult {
    const { value } = this.setting;
    const chosen = value === null ? '' : wordOf(value);
    const read = (word: string): Value =>
      word === '' ? null : wordOf === onOff ? word === 'on' : word;
    return html`<select
      id="field"
      class="input field"
      aria-describedby=${this.#describedBy}
      ?disabled=${!this.write}
      @change=${(event: Event) => this.#save(read((event.target as HTMLSelectElement).value))}
    >
      ${nullable ? html`<option value="" ?selected=${chosen === ''}>Default</option>` : nothing}
      ${words.map((word) => html`<option value=${word} ?selected=${word === chosen}>${word}</option>`)}
    </select>`;
  }

  #checks(words: readonly string[]): TemplateResult {
    const chosen = listOf(this.setting.value);
    const next = (word: string, on: boolean) =>
      words.filter((one) => (one === word ? on : chosen.includes(one)));
    return html`<div class="words">
      ${words.map(
        (word) =>
          html`<label
            ><input
              type="checkbox"
              .checked=${chosen.includes(word)}
              ?disabled=${!this.write}
              @change=${(event: Event) =>
                this.#save(next(word, (event.target as HTMLInputElement).checked))}
            />${word}</label
          >`,
      )}
    </div>`;
  }

  #lines(): TemplateResult {
    return html`<textarea
      id="field"
      class="input field"
      rows="3"
      placeholder="One a line"
      aria-describedby=${this.#describedBy}
      aria-invalid=${this.error ? 'true' : 'false'}
      .value=${listOf(this.setting.value).join('\n')}
      ?disabled=${!this.write}
      @change=${(event: Event) =>
        this.#save((event.target as HTMLTextAreaElement).value.split('\n').filter(Boolean))}
    ></textarea>`;
  }

  async #save(value: Value): Promise<void> {
    try {
      await this.save(value);
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
      return;
    }
    this.error = '';
    announce('done', 'Saved.');
    this.dispatchEvent(new Event('saved'));
  }
}

const onOff = (value: Value): string => (value === true ? 'on' : 'off');

const listOf = (value: Value): readonly string[] =>
  value !== null && typeof value === 'object' ? value : [];

/** Bounds of whole numbers as such say nothing to people. */
function within(bound: number | undefined): number | undefined {
  return bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound;
}
