import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './keys.styles.js';

type Key = readonly [keys: readonly string[], what: string];
const KEYS: readonly (readonly [place: string, keys: readonly Key[]])[] = [
  [
    'Everywhere',
    [
      [['?'], 'This list'],
      [['/'], 'Search: repositories, or the log of a job'],
    ],
  ],
  [
    'In the log of a job',
    [
      [['n', 'N'], 'Next and previous match'],
      [['e', 'E'], 'Next and previous command that failed'],
      [['g', 'G'], 'To the start, to the end'],
      [['f'], 'Follow the end of a log that grows'],
      [['w'], 'Wrap lines that are wider than the page'],
    ],
  ],
];

/** The keys that pages know. Opens by `?` and by the event `tp-keys`. */
export class Keys extends LitElement {
  static override styles = [reset, controls, styles];
  @state() private open = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#key);
    addEventListener('tp-keys', this.#show);
  }

  override disconnectedCallback(): void {
    removeEventListener('keydown', this.#key);
    removeEventListener('tp-keys', this.#show);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    return html`<wa-dialog label="Keys" open @wa-after-hide=${() => (this.open = false)}>
      ${KEYS.map(
        ([place, keys]) =>
          html`<h2>${place}</h2>
            <dl>
              ${keys.map(
                ([names, what]) =>
                  html`<div>
                    <dt>${names.map((name) => html`<kbd>${name}</kbd> `)}</dt>
                    <dd>${what}</dd>
                  </div>`,
              )}
            </dl>`,
      )}
    </wa-dialog>`;
  }

  readonly #show = (): void => {
    this.open = true;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const origin = event.composedPath()[0] as HTMLElement;
    const typing = origin.matches?.('input, textarea, select, [contenteditable]');
    if (event.key !== '?' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#show();
  };
}
