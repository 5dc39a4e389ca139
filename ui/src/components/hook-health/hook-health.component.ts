import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireHookHealth } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { getHookHealth, setActive, testHook } from '../../data/repositories.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../time/time.js';

/** A test delivery takes so long to come, mostly. */
const DELIVERY_MS = 3000;

/** How the webhook of a repository does at its host; sends a test delivery, and repairs it. */
export class HookHealth extends LitElement {
  static override styles = [reset, controls, page];
  @property({ type: Number }) repo = 0;

  readonly #health = new Loader(this, {
    args: () => (this.repo === 0 ? undefined : ([this.repo] as const)),
    load: ([repo], signal) => getHookHealth(repo, signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    const { value } = this.#health;
    // Who may not ask is shown the address alone.
    if (!value) return nothing;
    return html`<div class="stack">
      <p role="status">
        ${wordsOf(value)}
        ${
          value.last_delivery_at
            ? html`Last delivery <tp-time .at=${value.last_delivery_at}></tp-time>.`
            : 'No delivery has come yet.'
        }
      </p>
      <div class="row">
        ${
          value.installed
            ? html`<button class="button" @click=${this.#test}>Send a test delivery</button>`
            : nothing
        }
        ${
          value.installed === false || value.problem
            ? html`<button class="button" @click=${this.#repair}>Set it up</button>`
            : nothing
        }
      </div>
    </div>`;
  }

  readonly #test = async (): Promise<void> => {
    await attempt(() => testHook(this.repo), 'A delivery is on its way.');
    this.#health.reload(DELIVERY_MS);
  };

  /** Activation makes what is missing. */
  readonly #repair = async (): Promise<void> => {
    await attempt(() => setActive(this.repo, true), 'The webhook is set up.');
    this.#health.reload(0);
  };
}

function wordsOf({ installed, problem, last_status: status }: WireHookHealth): string {
  if (problem) return problem;
  if (installed === null) return 'Its host does not say how it does.';
  if (!installed) return 'It is not set up at the host: pushes are found by looking.';
  return status === null
    ? 'It is set up at the host.'
    : `The last one was answered with ${status}.`;
}
