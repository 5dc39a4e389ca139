import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { WireRepository, WireSshKey } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { deleteSshKey, findSshKey, giveSshKey } from '../../data/settings.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../icon/icon.js';
import { styles } from './ssh-key.styles.js';

/** The SSH key that jobs of a repository get: its public half, and a form for another one. */
export class SshKey extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  @property({ attribute: false }) repository!: WireRepository;
  @state() private busy = false;
  @query('form') private form!: HTMLFormElement;

  readonly #key = new Loader(this, {
    args: () => [this.repository.id] as const,
    load: ([id], signal) => findSshKey(id, signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    const { value: key } = this.#key;
    if (key === undefined) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">SSH key</h2></div>
      ${key === null ? html`<p class="pad muted">${NONE}</p>` : this.#present(key)}
      ${this.repository['@permissions']?.admin ? this.#fields(key) : nothing}
    </section>`;
  }

  #present(key: WireSshKey): TemplateResult {
    const remove = html`<button
      class="button quiet icon"
      aria-label="Remove the SSH key"
      title="Remove"
      @click=${this.#remove}
    >
      <tp-icon name="trash"></tp-icon>
    </button>`;
    return html`<div class="entry">
      <span class="about"
        ><strong>${key.description || 'No description'}</strong>
        <span class="muted">Fingerprint <code>${key.fingerprint}</code></span>
        <pre tabindex="0" aria-label="Public key">${key.public_key}</pre>
      </span>
      ${this.repository['@permissions']?.admin ? remove : nothing}
    </div>`;
  }

  #fields(key: WireSshKey | null): TemplateResult {
    return html`<form @submit=${this.#give}>
      <label class="field"
        ><span>Description</span
        ><input
          class="input"
          name="description"
          maxlength="255"
          placeholder="what it opens"
          autocomplete="off"
          .value=${key?.description ?? ''}
      /></label>
      <label class="field"
        ><span>Private key, without a passphrase</span
        ><textarea
          class="input mono"
          name="value"
          rows="3"
          required
          placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
          autocomplete="off"
          spellcheck="false"
        ></textarea>
      </label>
      <button class="button" ?disabled=${this.busy}>${key ? 'Replace' : 'Give'}</button>
    </form>`;
  }

  readonly #give = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const text = (name: string): string => String(data.get(name) ?? '');
    this.busy = true;
    const given = await attempt(
      () =>
        giveSshKey(this.repository.id, this.#key.value !== null, {
          description: text('description').trim(),
          value: text('value'),
        }),
      'Jobs that start from now on get this key.',
    );
    this.busy = false;
    if (!given) return;
    this.form.reset();
    this.#key.reload(0);
  };

  readonly #remove = async (): Promise<void> => {
    const yes = await ask({
      title: 'Remove the SSH key?',
      text: 'Jobs that start from now on cannot clone with it. It stays valid at its host.',
      action: 'Remove',
    });
    if (!yes) return;
    await attempt(() => deleteSshKey(this.repository.id), 'The SSH key is removed.');
    this.#key.reload(0);
  };
}
const NONE =
  'None. Jobs clone with one where submodules or dependencies lie in private repositories. Pull requests from forks do not get it.';
