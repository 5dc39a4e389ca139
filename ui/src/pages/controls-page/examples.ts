/** How each of the elements looks. */
import { html, type TemplateResult } from 'lit';
import type { UI_ELEMENTS } from '@turnpike/core/contracts/wire';

const setting = {
  '@type': 'setting',
  name: 'example.days',
  value: ['sat'],
  declared: {
    plugin: 'example',
    group: 'Example',
    title: 'Days of rest',
    description: 'Days on which nothing is built.',
    default: [],
    schema: { type: 'array', items: { type: 'string', enum: ['fri', 'sat', 'sun'] } },
  },
};
const keep = (): Promise<void> => Promise.resolve();

export const EXAMPLES: Readonly<Record<keyof typeof UI_ELEMENTS, TemplateResult>> = {
  'tp-button': html`<tp-button>Plain</tp-button>
    <tp-button variant="primary">Primary</tp-button>
    <tp-button variant="danger">Danger</tp-button>
    <tp-button variant="quiet">Quiet</tp-button>
    <tp-button disabled>Disabled</tp-button>`,
  'tp-field': html`<tp-field label="Branch" hint="Whose pushes are told"
      ><input value="main"
    /></tp-field>
    <tp-field label="Day" error="There is no such day."
      ><select>
        <option>Friday</option>
        <option>Saturday</option>
      </select></tp-field
    >`,
  'tp-setting-field': html`<tp-setting-field
    .setting=${setting}
    write
    .save=${keep}
  ></tp-setting-field>`,
  'tp-note': html`<tp-note>Plain</tp-note> <tp-note variant="wait">Waits</tp-note>
    <tp-note variant="warn">Warns</tp-note>`,
  'tp-state': html`<tp-state state="passed"></tp-state> <tp-state state="failed"></tp-state>
    <tp-state state="started" pill></tp-state>`,
  'tp-time': html`<tp-time at="2026-01-01T00:00:00Z"></tp-time>`,
  'tp-duration': html`<tp-duration .ms=${185_000}></tp-duration>`,
  'tp-icon': html`<tp-icon name="info" label="Information"></tp-icon>
    <tp-icon name="plus"></tp-icon> <tp-icon name="search"></tp-icon>`,
  'tp-loading': html`<tp-loading lines="2" label="Loading an example"></tp-loading>`,
  'tp-empty': html`<tp-empty heading="No notes yet"><p>Write the first one.</p></tp-empty>`,
};
