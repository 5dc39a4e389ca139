import { consume } from '@lit/context';
import { html, LitElement, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { WireSession } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { sessionContext } from '../../controllers/contexts.js';
import { deleteAccount, exportAddress } from '../../data/people.js';
import { sessionEnded } from '../../data/http.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import { styles } from './own-data.styles.js';

/** A file of all that is kept of the own account, and the account's end. */
export class OwnData extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private session: WireSession | undefined;
  @query('form') private form!: HTMLFormElement;

  protected override render(): TemplateResult {
    const login = this.session?.user?.login ?? '';
    return html`<section class="panel" aria-labelledby="data">
      <div class="panel-head">
        <h2 id="data">Your data</h2>
        <a class="button" href=${exportAddress()} download="account.json"
          ><tp-icon name="download"></tp-icon>Export as JSON</a
        >
      </div>
      <p class="pad muted">
        Deleting the account ends its sessions and tokens, and takes its rights and preferences
        away. Builds stay, as of nobody; the audit log keeps the name until its rows are old.
      </p>
      <form @submit=${this.#delete}>
        <label class="field"
          ><span>To delete it, type ${login}</span
          ><input class="input" name="login" required autocomplete="off"
        /></label>
        <button class="button danger">Delete the account</button>
      </form>
    </section>`;
  }

  readonly #delete = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const login = String(new FormData(this.form).get('login'));
    const done = await attempt(async () => {
      await deleteAccount(login);
      return true;
    }, 'The account is deleted.');
    if (done) sessionEnded.dispatchEvent(new Event('ended'));
  };
}
