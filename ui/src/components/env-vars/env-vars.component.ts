import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { WireEnvVar, WireRepository } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { createEnvVar, deleteEnvVar, listEnvVars } from '../../data/settings.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../icon/icon.js';
import { styles } from './env-vars.styles.js';

/** Forms hand over lines as mail does, jobs read them as files do. */
const lines = (text: string): string => text.replaceAll('\r\n', '\n');

/** Variables that every job of a repository gets. Secret values are never shown again. */
export class EnvVars extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  @property({ attribute: false }) repository!: WireRepository;
  @state() private busy = false;
  @query('form') private form!: HTMLFormElement;

  readonly #vars = new Loader(this, {
    args: () => [this.repository.id] as const,
    load: ([id], signal) => listEnvVars(id, signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    const rows = this.#vars.value?.env_vars;
    if (!rows) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">Environment variables</h2></div>
      ${
        rows.length === 0
          ? html`<p class="pad muted">
              None yet. Secret values are kept encrypted and masked in logs.
            </p>`
          : html`<ul class="rows">
              ${rows.map((row) => html`<li class="entry">${this.#row(row)}</li>`)}
            </ul>`
      }
      <form @submit=${this.#add}>
        <label class="field"
          ><span>Name</span
          ><input
            class="input mono"
            name="name"
            required
            pattern="[A-Za-z_][A-Za-z0-9_]*"
            title="Letters, digits and _, not a digit first"
            autocomplete="off"
            spellcheck="false"
        /></label>
        <label class="field"
          ><span>Value</span
          ><textarea
            class="input mono"
            name="value"
            rows="1"
            required
            autocomplete="off"
            spellcheck="false"
          ></textarea>
        </label>
        <label class="field"
          ><span>Branch</span
          ><input
            class="input"
            name="branch"
            placeholder="all branches"
            autocomplete="off"
            spellcheck="false"
        /></label>
        <div class="checks">
          <label class="row check"><input type="checkbox" name="public" /> Show in logs</label>
          <label class="row check"
            ><input type="checkbox" name="shell" /> Shell source (unless this is checked, jobs get
            exactly what is typed)</label
          >
          <button class="button" ?disabled=${this.busy}><tp-icon name="plus"></tp-icon>Add</button>
        </div>
      </form>
    </section>`;
  }

  #row(row: WireEnvVar): TemplateResult {
    return html`<code class="name">${row.name}</code>
      <code class="value">${row.public ? row.value : '••••••••'}</code>
      <span>
        ${row.branch ? html`<span class="tag">${row.branch}</span>` : nothing}
        <span class="tag">${row.public ? 'shown in logs' : 'secret'}</span>
        ${row.form === 'shell' ? html`<span class="tag">shell source</span>` : nothing}
      </span>
      <button
        class="button quiet icon"
        aria-label="Delete ${row.name}"
        title="Delete"
        @click=${() => this.#delete(row)}
      >
        <tp-icon name="trash"></tp-icon>
      </button>`;
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const text = (name: string): string => String(data.get(name) ?? '');
    this.busy = true;
    const added = await attempt(
      () =>
        createEnvVar(this.repository.id, {
          name: text('name'),
          value: lines(text('value')),
          public: data.has('public'),
          form: data.has('shell') ? 'shell' : 'text',
          branch: text('branch').trim() || null,
        }),
      `${text('name')} is set.`,
    );
    this.busy = false;
    if (!added) return;
    this.form.reset();
    this.#vars.reload(0);
  };

  async #delete(row: WireEnvVar): Promise<void> {
    const yes = await ask({
      title: `Delete ${row.name}?`,
      text: 'Jobs that start from now on no longer have it.',
      action: 'Delete',
    });
    if (!yes) return;
    await attempt(() => deleteEnvVar(this.repository.id, row.id), `${row.name} is deleted.`);
    this.#vars.reload(0);
  }
}
