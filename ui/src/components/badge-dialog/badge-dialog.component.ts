import { html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PAGES, type WireRepository } from '@turnpike/core/contracts/wire';
import { announce } from '../../controllers/announce.js';
import { pageHref } from '../../controllers/router.js';
import { withBase } from '../../data/base.js';
import { splitSlug } from '../../data/build-view.js';
import { badgePath, getRepository } from '../../data/repositories.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './badge-dialog.styles.js';

type Format = 'Markdown' | 'HTML' | 'AsciiDoc' | 'reStructuredText' | 'Image URL';
const FORMATS: readonly Format[] = [
  'Markdown',
  'HTML',
  'AsciiDoc',
  'reStructuredText',
  'Image URL',
];

function snippet(format: Format, image: string, link: string): string {
  switch (format) {
    case 'Markdown':
      return `[![Build status](${image})](${link})`;
    case 'HTML':
      return `<a href="${link}"><img src="${image}" alt="Build status"></a>`;
    case 'AsciiDoc':
      return `image:${image}["Build status", link="${link}"]`;
    case 'reStructuredText':
      return `.. image:: ${image}\n   :target: ${link}`;
    default:
      return image;
  }
}

const AGAIN_MS = 1_000;

/** The badge of a branch, ready to paste as soon as a new repository has its keys. Fires `close`. */
export class BadgeDialog extends LitElement {
  static override styles = [reset, controls, styles];
  @property({ attribute: false }) repository!: WireRepository;
  @state() private branch = '';
  @state() private format: Format = 'Markdown';
  @state() private token: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.token = this.repository.badge_token;
    void this.#waitForToken();
  }

  /** Without its token the badge of a private repository would be a broken picture to its readers. */
  async #waitForToken(): Promise<void> {
    while (this.isConnected && this.token === undefined) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      const found = await getRepository(this.repository.id).catch(() => undefined);
      this.token = found?.badge_token;
    }
  }

  protected override render(): TemplateResult {
    return html`<wa-dialog label="Badge" open @wa-after-hide=${this.#close}>
      ${
        this.token === undefined
          ? html`<p role="status">
              The keys of this repository are still being made. A moment, please…
            </p>`
          : this.#badge(this.token)
      }
    </wa-dialog>`;
  }

  #badge(token: string): TemplateResult {
    const path = withBase(badgePath({ ...this.repository, badge_token: token }, this.branch));
    const image = new URL(path, location.origin).href;
    const page = pageHref(PAGES.repository, splitSlug(this.repository.slug));
    const text = snippet(this.format, image, new URL(page, location.origin).href);
    return html`<div class="body">
        <img src=${path} alt="The badge as it is now" />
        <label class="field"
          ><span>Branch</span
          ><input
            class="input"
            placeholder=${this.repository.default_branch?.name ?? 'default branch'}
            @change=${(event: Event) => (this.branch = (event.target as HTMLInputElement).value.trim())}
        /></label>
        <label class="field"
          ><span>Format</span>
          <select class="input" @change=${this.#chosen}>
            ${FORMATS.map((format) => html`<option ?selected=${format === this.format}>${format}</option>`)}
          </select>
        </label>
        <label class="field"
          ><span>Text</span><textarea class="input" rows="3" readonly .value=${text}></textarea>
        </label>
      </div>
      <button slot="footer" class="button primary" @click=${() => this.#copy(text)}>Copy</button>`;
  }

  readonly #chosen = (event: Event): void => {
    this.format = FORMATS[(event.target as HTMLSelectElement).selectedIndex] ?? 'Markdown';
  };

  async #copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    announce('done', 'Copied.');
  }

  readonly #close = (event: Event): void => {
    if (event.target === event.currentTarget) this.dispatchEvent(new Event('close'));
  };
}
