import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PAGES, type WireSession } from '@turnpike/core/contracts/wire';
import { announce } from '../../controllers/announce.js';
import { navigate, pageHref } from '../../controllers/router.js';
import { returnFromUser } from '../../data/session.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../time/time.js';

/** Above all pages while an administrator sees them as somebody else. */
export class Acting extends LitElement {
  static override styles = [
    reset,
    controls,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: 0.5rem 1.25rem;
        padding: 0.6rem var(--gutter);
        border-bottom: 2px solid var(--accent-fill);
        background: var(--surface);
      }
    `,
  ];
  @property({ attribute: false }) session: WireSession | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override updated(): void {
    clearTimeout(this.#timer);
    const until = this.session?.acting?.until;
    if (!until) return;
    // It ends by itself: the page shows who one is from then on.
    const leftMs = Math.max(0, Date.parse(until) - Date.now()) + 1000;
    this.#timer = setTimeout(() => dispatchEvent(new Event('tp-session')), leftMs);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { acting, user } = this.session ?? {};
    if (!acting || !user) return nothing;
    return html`<div role="status">
      <p>
        You are ${acting.by}, and see everything as <strong>${user.login}</strong> does. It ends
        <tp-time .at=${acting.until}></tp-time>. The audit log names you both.
      </p>
      <button class="button" @click=${this.#return}>Back to ${acting.by}</button>
    </div>`;
  }

  readonly #return = async (): Promise<void> => {
    try {
      await returnFromUser();
    } catch (error) {
      // It has ended by itself, or the server cannot be asked: the session says which.
      announce('problem', error instanceof Error ? error.message : String(error));
    }
    dispatchEvent(new Event('tp-session'));
    navigate(pageHref(PAGES.home));
  };
}
