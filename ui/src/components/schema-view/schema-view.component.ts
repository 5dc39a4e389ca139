import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Schema, Schemas } from '../../data/explorer.js';
import { reset } from '../../styles/reset.styles.js';
import { inlineCode } from '../operation/inline-code.js';
import { styles } from './schema-view.styles.js';

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? '';

/** The members of a value. What a type refers to unfolds when it is opened, and only then. */
export class SchemaView extends LitElement {
  static override styles = [reset, styles];
  @property({ attribute: false }) schema: Schema = {};
  @property({ attribute: false }) schemas: Schemas = {};
  @state() private opened: ReadonlySet<string> = new Set();

  protected override render(): TemplateResult {
    const schema = this.#resolved(this.schema);
    const members = Object.entries(schema.properties ?? {});
    if (members.length === 0) return html`<p class="plain">${this.#words(schema)}</p>`;
    const required = new Set(schema.required ?? []);
    return html`<ul>
      ${members.map(([name, one]) => this.#member(name, one, required.has(name)))}
    </ul>`;
  }

  #member(name: string, schema: Schema, required: boolean): TemplateResult {
    const inner = this.#inner(schema);
    const head = html`<code>${name}</code
      >${required ? '' : html`<span title="may be absent">?</span>`}
      <span class="type">${this.#words(schema)}</span>`;
    const text = schema.description
      ? html`<span class="text">${inlineCode(schema.description)}</span>`
      : nothing;
    if (!inner) return html`<li>${head} ${text}</li>`;
    return html`<li>
      <details @toggle=${(event: Event) => this.#toggled(event, name)}>
        <summary>${head} ${text}</summary>
        ${
          this.opened.has(name)
            ? html`<tp-schema-view .schema=${inner} .schemas=${this.schemas}></tp-schema-view>`
            : nothing
        }
      </details>
    </li>`;
  }

  #toggled(event: Event, name: string): void {
    if ((event.target as HTMLDetailsElement).open) this.opened = new Set([...this.opened, name]);
  }

  #resolved(schema: Schema): Schema {
    const { $ref } = schema;
    return $ref === undefined ? schema : this.#resolved(this.schemas[nameOf($ref)] ?? {});
  }

  /** What is worth unfolding: an object with members, also as the entries of a list or one of alternatives. */
  #inner(schema: Schema): Schema | undefined {
    const { $ref, items, anyOf, oneOf, properties } = schema;
    if (properties) return schema;
    if ($ref) return this.#inner(this.#resolved(schema));
    if (items) return this.#inner(items);
    for (const one of [...(anyOf ?? []), ...(oneOf ?? [])]) {
      const found = this.#inner(one);
      if (found) return found;
    }
    return undefined;
  }

  #words(schema: Schema): string {
    const { $ref, items, anyOf, oneOf, type } = schema;
    if ($ref) return nameOf($ref);
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
    const choices = anyOf ?? oneOf;
    if (choices) return choices.map((one) => this.#words(one)).join(' | ');
    if (items) return `list of ${this.#words(items)}`;
    return type === undefined ? 'any value' : [type].flat().join(' | ');
  }
}
