import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { WireToken } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { createOwnerToken, LEVELS, listOwnerTokens, revokeOwnerToken } from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import { styles } from './owner-tokens.styles.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../problem/problem.js';
import '../shown-once/shown-once.js';
import '../time/time.js';

/** API tokens of an owner, which are no person's. */
export class OwnerTokens extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  /** Login of the owner. */
  @property() owner = '';
  /** Where several hosts have an owner of this name; empty: any. */
  @property() host = '';
  /** The one answer that has the token itself. */
  @state() private made: WireToken | undefined;
  @query('form') private form!: HTMLFormElement;

  readonly #tokens = new Loader(this, {
    args: () => [this.owner, this.host] as const,
    load: ([owner, host], signal) => listOwnerTokens(owner, host || undefined, signal),
  });

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="tokens">
      <div class="panel-head"><h2 id="tokens">Tokens</h2></div>
      ${this.made ? html`<tp-shown-once .name=${this.made.name} .token=${this.made.token ?? ''}></tp-shown-once>` : nothing}
      ${this.#body()}
      <form @submit=${this.#create}>
        <label class="field"
          ><span>Name</span
          ><input
            class="input"
            name="name"
            required
            maxlength="60"
            pattern="[A-Za-z0-9_.\\-]+"
            autocomplete="off"
        /></label>
        <label class="field"
          ><span>Right</span
          ><select class="input" name="level">
            ${LEVELS.map((level) => html`<option value=${level}>${level}</option>`)}
          </select></label
        >
        <label class="field"
          ><span>Ends after days</span
          ><input class="input" name="days" type="number" min="1" max="3650" placeholder="never"
        /></label>
        <button class="button"><tp-icon name="plus"></tp-icon>Make a token</button>
      </form>
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#tokens;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#tokens.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="2" label="Loading tokens"></tp-loading>`;
    if (value.tokens.length === 0)
      return html`<p class="pad muted">
        None. A token of an owner is no person's: it stays when people leave.
      </p>`;
    return html`<ul class="rows">
      ${value.tokens.map((token) => this.#row(token))}
    </ul>`;
  }

  #row(token: WireToken): TemplateResult {
    return html`<li class="entry">
      <strong>${token.name}</strong><span>${token.scopes.join(', ')}</span>
      <span class="muted">
        ${token.used_at ? html`used <tp-time .at=${token.used_at}></tp-time>` : 'never used'}${
          token.expires_at ? html`, ends <tp-time .at=${token.expires_at}></tp-time>` : nothing
        }
      </span>
      <button
        class="button quiet icon"
        aria-label="Revoke ${token.name}"
        @click=${() => this.#revoke(token)}
      >
        <tp-icon name="trash"></tp-icon>
      </button>
    </li>`;
  }

  async #revoke({ id, name }: WireToken): Promise<void> {
    const yes = await ask({
      title: `Revoke the token ${name}?`,
      text: 'What uses it is refused at once.',
      action: 'Revoke',
    });
    if (!yes) return;
    await attempt(
      () => revokeOwnerToken(this.owner, this.host || undefined, id),
      `${name} is revoked.`,
    );
    this.#tokens.reload(0);
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const [days, wanted] = [Number(data.get('days')), data.get('level')];
    const body = {
      name: String(data.get('name')),
      level: LEVELS.find((level) => level === wanted) ?? 'read',
      ...(days > 0 && { expires_in_days: days }),
    };
    const made = await attempt(() => createOwnerToken(this.owner, this.host || undefined, body));
    if (!made) return;
    this.made = made;
    this.form.reset();
    this.#tokens.reload(0);
  };
}
