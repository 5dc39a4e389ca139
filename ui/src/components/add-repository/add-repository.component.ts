import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { PAGES } from '@turnpike/core/contracts/wire';
import { announce } from '../../controllers/announce.js';
import { navigate, pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { addRepository } from '../../data/repositories.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import { styles } from './add-repository.styles.js';

/** Dialog that adds a repository by address or path. Fires `close`. */
export class AddRepository extends LitElement {
  static override styles = [reset, controls, styles];
  @state() private busy = false;
  @state() private failure = '';
  @query('form') private form!: HTMLFormElement;

  protected override render(): TemplateResult {
    return html`<wa-dialog label="Add repository" open @wa-after-hide=${this.#close}>
      <form id="add" @submit=${this.#submit}>
        ${
          this.failure
            ? html`<p class="note problem" role="alert">
                <tp-icon name="warn"></tp-icon>${this.failure}
              </p>`
            : nothing
        }
        <label class="field"
          ><span>Address or path</span>
          <input class="input mono" name="clone_url" required autofocus spellcheck="false" />
          <small>What git clones: https://…, ssh://…, git@…, or a folder of this server.</small>
        </label>
        <label class="field"
          ><span>Name here</span>
          <input
            class="input"
            name="slug"
            placeholder="owner/name"
            pattern="[^\\/\\s]+/[^\\/\\s]+"
            spellcheck="false"
          />
          <small>Empty: from the address.</small>
        </label>
        <label class="field"
          ><span>Default branch</span>
          <input class="input" name="default_branch" placeholder="as the repository says" />
        </label>
        <label class="field"
          ><span>Who sees it</span>
          <select class="input" name="visibility">
            <option value="">As the host says; a folder and SSH: people with rights on it</option>
            <option value="private">People with rights on it</option>
            <option value="public">Everybody</option>
          </select>
        </label>
        <label class="field"
          ><span>Token of the code host</span>
          <input class="input mono" name="token" type="password" autocomplete="off" />
          <small>Only where it cannot be read without one.</small>
        </label>
        <label class="row"
          ><input type="checkbox" name="install_hook" /> Let the host tell of each push</label
        >
      </form>
      <button
        slot="footer"
        class="button primary"
        form="add"
        ?disabled=${this.busy}
        @click=${() => this.form.requestSubmit()}
      >
        ${this.busy ? 'Adding' : 'Add'}
      </button>
    </wa-dialog>`;
  }

  readonly #close = (event: Event): void => {
    if (event.target === event.currentTarget) this.dispatchEvent(new Event('close'));
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    this.busy = true;
    try {
      const added = await addRepository({
        clone_url: text('clone_url'),
        ...(text('slug') && { slug: text('slug') }),
        ...(text('default_branch') && { default_branch: text('default_branch') }),
        ...(text('visibility') && { private: text('visibility') === 'private' }),
        ...(text('token') && { token: text('token') }),
        ...(data.has('install_hook') && { install_hook: true }),
      });
      if (added.hook) announce(added.hook.installed ? 'done' : 'problem', added.hook.message);
      this.dispatchEvent(new Event('close'));
      navigate(pageHref(PAGES.repository, splitSlug(added.slug)));
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
  };
}
