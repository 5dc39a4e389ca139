import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  WireBuild,
  WireJob,
  WireRepository,
  WireUiContribution,
} from '@turnpike/core/contracts/wire';
import { callPath } from '../../data/http.js';
import { getContributions, importContribution } from '../../data/system.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './contributions.styles.js';

interface Loaded {
  readonly contribution: WireUiContribution;
  readonly element?: HTMLElement;
  readonly failure?: string;
}

/** What plugins put into a slot of the page. Their elements get the page's objects as properties. */
export class Contributions extends LitElement {
  static override styles = [reset, styles];
  @property({ attribute: 'slot-name', reflect: true }) slotName = '';
  /** Only the contribution of this tag; empty: all of the slot. */
  @property() only = '';
  @property({ attribute: false }) repository: WireRepository | undefined;
  @property({ attribute: false }) build: WireBuild | undefined;
  @property({ attribute: false }) job: WireJob | undefined;
  @state() private loaded: readonly Loaded[] = [];

  protected override updated(changed: PropertyValues): void {
    if (changed.has('slotName') || changed.has('only')) void this.#find();
  }

  async #find(): Promise<void> {
    const all = await getContributions().catch(() => []);
    const own = all.filter(
      ({ slot, tag }) => slot === this.slotName && (!this.only || tag === this.only),
    );
    this.loaded = await Promise.all(own.map((contribution) => this.#load(contribution)));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.loaded.length === 0) return nothing;
    return html`${this.loaded.map((loaded) =>
      this.slotName === 'nav' ? this.#element(loaded) : this.#panel(loaded),
    )}`;
  }

  async #load(contribution: WireUiContribution): Promise<Loaded> {
    try {
      await importContribution(contribution);
      return { contribution, element: document.createElement(contribution.tag) };
    } catch (error) {
      return { contribution, failure: String(error) };
    }
  }

  #panel(loaded: Loaded): TemplateResult {
    const { contribution } = loaded;
    return html`<section aria-label=${contribution.title}>
      <h2>${contribution.title} <span>${contribution.plugin}</span></h2>
      ${this.#element(loaded)}
    </section>`;
  }

  #element({ contribution, element, failure }: Loaded): TemplateResult {
    if (!element)
      return html`<p class="muted">
        Plugin ${contribution.plugin} could not show this: ${failure}
      </p>`;
    const { repository, build, job } = this;
    Object.assign(element, { repository, build, job, api: callPath });
    return html`${element}`;
  }
}
