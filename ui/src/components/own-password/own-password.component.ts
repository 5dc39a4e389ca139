import { consume } from '@lit/context';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { WireSession } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { sessionContext } from '../../controllers/contexts.js';
import { setPassword } from '../../data/session.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './own-password.styles.js';

/** Changes one's password; who comes in by a host may set a first one. It takes no room where nobody logs in so. */
export class OwnPassword extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: WireSession | undefined;
  @query('form') private form!: HTMLFormElement;

  protected override render(): TemplateResult | typeof nothing {
    const { logins = [], has_password: hasOne = true } = this.session ?? {};
    if (!logins.some(({ kind }) => kind === 'password')) return nothing;
    return html`<section class="panel" aria-labelledby="change">
      <div class="panel-head"><h2 id="change">Password</h2></div>
      <form @submit=${this.#change}>
        ${hasOne ? current : none}
        <label class="field"
          ><span>New</span
          ><input
            class="input"
            name="password"
            type="password"
            autocomplete="new-password"
            minlength="12"
            required
        /></label>
        <button class="button">${hasOne ? 'Change' : 'Set'}</button>
      </form>
    </section>`;
  }

  readonly #change = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { current, password = '' } = Object.fromEntries(
      new FormData(this.form) as unknown as Iterable<[string, string]>,
    );
    const done = await attempt(async () => {
      await setPassword({ password, ...(current === undefined ? {} : { current }) });
      return true;
    }, 'The password is changed.');
    if (!done) return;
    this.form.reset();
    if (current === undefined) dispatchEvent(new Event('tp-session'));
  };
}

const current = html`<label class="field"
  ><span>Current</span
  ><input class="input" name="current" type="password" autocomplete="current-password" required
/></label>`;
const none = html`<p class="muted">
  You have none, and need none while you log in at a host. With one you can log in by name as well.
</p>`;
