import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  WireBuild,
  WireJob,
  WireRepository,
  WireUiContribution,
} from '@turnpike/core/contracts/wire';
import { liveContext } from '../../controllers/contexts.js';
import { callPath } from '../../data/http.js';
import { liveOf, type Live } from '../../data/plugin-live.js';
import type { Words } from '../../data/plugin-words.js';
import { getContributions, getWords, importContribution } from '../../data/system.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './contributions.styles.js';

interface Loaded {
  readonly contribution: WireUiContribution;
  readonly element?: HTMLElement;
  readonly live?: Live;
  readonly words?: Words;
  readonly failure?: string;
}

/** Where the element is all that is shown: a panel around it would be a frame within a frame. */
const BARE = ['nav', 'page'];

/**
 * What plugins put into a slot of the page. Their elements get the page's objects as properties. One that throws is
 * named in its place, and the rest goes on.
 */
export class Contributions extends LitElement {
  static override styles = [reset, styles];
  @property({ attribute: 'slot-name', reflect: true }) slotName = '';
  /** Only the contribution of this tag; empty: all of the slot. */
  @property() only = '';
  @property({ attribute: false }) repository: WireRepository | undefined;
  @property({ attribute: false }) build: WireBuild | undefined;
  @property({ attribute: false }) job: WireJob | undefined;
  @state() private loaded: readonly Loaded[] | undefined;
  readonly #live = new ContextConsumer(this, { context: liveContext, subscribe: true });
  readonly #heardTopics = new Set<() => void>();

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
    if (!this.loaded) return nothing;
    if (this.only && this.loaded.length === 0) return this.#gone();
    return html`${this.loaded.map((loaded) =>
      BARE.includes(this.slotName) ? this.#element(loaded) : this.#panel(loaded),
    )}`;
  }

  /** An address that outlived its plugin. */
  #gone(): TemplateResult {
    return html`<p class="muted">
      No plugin shows <code>${this.only}</code> here: it was removed, or does not run.
    </p>`;
  }

  async #load(contribution: WireUiContribution): Promise<Loaded> {
    try {
      await import('../../public-elements.js');
      await importContribution(contribution);
      const element = document.createElement(contribution.tag);
      // What a constructor throws goes to the console, and this stands for the element.
      if (element instanceof HTMLUnknownElement)
        return { contribution, failure: 'Its element cannot be made.' };
      const words = await getWords(contribution.plugin);
      if (words.language) element.lang = words.language;
      return { contribution, element, words, live: this.#liveOf(contribution.plugin) };
    } catch (error) {
      return { contribution, failure: textOf(error) };
    }
  }

  #liveOf(plugin: string): Live {
    return liveOf(
      plugin,
      () => this.#live.value,
      (undo) => this.#heardTopics.add(undo),
    );
  }

  /**
   * What an element throws once it is on the page comes here by the window: who threw is in the stack. One that shows
   * something stays, whatever a click or a timer of it throws.
   */
  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('error', this.#heard);
    addEventListener('unhandledrejection', this.#heard);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('error', this.#heard);
    for (const undo of this.#heardTopics) undo();
    this.#heardTopics.clear();
    removeEventListener('unhandledrejection', this.#heard);
  }

  readonly #heard = (event: ErrorEvent | PromiseRejectionEvent): void => {
    const error: unknown = 'reason' in event ? event.reason : event.error;
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const thrower = this.loaded?.find(
      ({ contribution, element }) =>
        element && isEmpty(element) && stack.includes(`/ui-plugins/${contribution.plugin}/`),
    );
    if (thrower) this.#failed(thrower.contribution, error);
  };

  #failed(contribution: WireUiContribution, error: unknown): void {
    this.loaded = this.loaded?.map((one) =>
      one.contribution === contribution ? { contribution, failure: textOf(error) } : one,
    );
  }

  #panel(loaded: Loaded): TemplateResult {
    const { contribution } = loaded;
    return html`<section aria-label=${contribution.title}>
      <h2>${contribution.title} <span>${contribution.plugin}</span></h2>
      ${this.#element(loaded)}
    </section>`;
  }

  #element({ contribution, element, live, words, failure }: Loaded): TemplateResult {
    if (!element) return failed(contribution, failure ?? '');
    const { repository, build, job } = this;
    try {
      const { text } = words ?? {};
      Object.assign(element, { repository, build, job, api: callPath, live, text });
    } catch (error) {
      return failed(contribution, textOf(error));
    }
    return html`${element}`;
  }
}

function failed({ plugin }: WireUiContribution, why: string): TemplateResult {
  return html`<p class="muted" role="status">Plugin ${plugin} could not show this: ${why}</p>`;
}

function isEmpty({ childNodes, shadowRoot }: HTMLElement): boolean {
  return childNodes.length === 0 && (shadowRoot?.childNodes.length ?? 0) === 0;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
