import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  PAGES,
  type WireInputs,
  type WireLint,
  type WireRepository,
} from '@turnpike/core/contracts/wire';
import { navigate, pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { count } from '../../data/format.js';
import { createRequest, getRequest, preview } from '../../data/requests.js';
import { controls } from '../../styles/controls.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../config-jobs/config-jobs.js';
import '../icon/icon.js';
import { styles } from './trigger-dialog.styles.js';

const POLL_MS = 400;
const TRIES = 75;
const MODES = ['deep_merge_append', 'deep_merge_prepend', 'deep_merge', 'merge', 'replace'];

/** Asks for a build of a branch, with configuration of its own if wished, and shows what it would become. */
export class TriggerDialog extends LitElement {
  static override styles = [reset, controls, styles];
  @property({ attribute: false }) repository!: WireRepository;
  @state() private busy = '';
  @state() private failure = '';
  @state() private seen: WireLint | undefined;
  @query('form') private form!: HTMLFormElement;

  protected override render(): TemplateResult {
    return html`<wa-dialog label="Trigger build" open @wa-after-hide=${this.#closed}>
      <form @submit=${this.#submit}>
        ${
          this.failure
            ? html`<p class="note problem" role="alert">
                <tp-icon name="warn"></tp-icon>${this.failure}
              </p>`
            : nothing
        }
        <label class="field"
          ><span>Branch</span
          ><input
            class="input"
            name="branch"
            required
            autofocus
            .value=${this.repository.default_branch?.name ?? ''}
        /></label>
        <label class="field"
          ><span>Commit</span
          ><input
            class="input"
            name="sha"
            pattern="[0-9a-fA-F]{7,64}"
            spellcheck="false"
            placeholder="the branch's newest"
            @input=${this.#judgeCommit}
        /></label>
        <label class="field"
          ><span>Message</span><input class="input" name="message" placeholder="the commit's own"
        /></label>
        <label class="field"
          ><span>Configuration</span>
          <textarea
            class="input"
            name="config"
            rows="5"
            spellcheck="false"
            placeholder="script: make release"
          ></textarea>
          <small>YAML, merged over the file. Empty: the file as it is.</small></label
        >
        <label class="field"
          ><span>Merge</span>
          <select class="input" name="merge_mode">
            ${MODES.map((mode) => html`<option>${mode}</option>`)}
          </select></label
        >
      </form>
      ${this.seen ? this.#preview(this.seen) : nothing}
      <button slot="footer" class="button" ?disabled=${this.busy !== ''} @click=${this.#look}>
        Preview
      </button>
      <button
        slot="footer"
        class="button primary"
        ?disabled=${this.busy !== ''}
        @click=${() => this.form.requestSubmit()}
      >
        ${this.busy || 'Trigger build'}
      </button>
    </wa-dialog>`;
  }

  #preview(seen: WireLint): TemplateResult {
    return html`<section class="preview" aria-label="Preview">
      ${seen.error ? html`<p class="note problem">${seen.error.message}</p>` : nothing}
      ${
        seen.rejection
          ? html`<p class="note problem">Nothing would be built: ${seen.rejection.message}</p>`
          : nothing
      }
      ${seen.messages.map((message) => html`<p class="note warn">${message.text}</p>`)}
      <h3>${count(seen.jobs.length, 'job')} would run</h3>
      <tp-config-jobs .jobs=${seen.jobs}></tp-config-jobs>
    </section>`;
  }

  readonly #judgeCommit = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    input.setCustomValidity('');
    if (!input.validity.valid)
      input.setCustomValidity('Write the id of a commit: 7 to 64 digits of 0–9 and a–f.');
  };

  #values(): WireInputs['request'] {
    const data = new FormData(this.form);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const config = text('config');
    return {
      branch: text('branch'),
      ...(text('sha') && { sha: text('sha') }),
      ...(text('message') && { message: text('message') }),
      ...(config && { configs: [{ config, merge_mode: text('merge_mode') }] }),
    };
  }

  readonly #look = async (): Promise<void> => {
    if (!this.form.reportValidity()) return;
    // The very request that the button beside would make.
    const wanted = this.#values();
    await this.#run('Reading', async () => {
      this.seen = await preview(this.repository.id, wanted);
    });
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    await this.#run('Asking', async () => {
      const pending = await createRequest(this.repository.id, this.#values());
      this.busy = 'Reading the configuration';
      await this.#wait(pending.request?.id ?? 0);
    });
  };

  /** Until the request has become a build, or a reason why not. */
  async #wait(id: number): Promise<void> {
    for (let tries = 0; tries < TRIES && this.isConnected; tries += 1) {
      const request = await getRequest(this.repository.id, id);
      const build = request.builds?.[0];
      if (request.result === 'rejected') throw new Error(request.message ?? 'It was rejected.');
      if (build) {
        this.dispatchEvent(new Event('close'));
        navigate(pageHref(PAGES.build, { ...splitSlug(this.repository.slug), id: build.id }));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error('It is taking long. The requests tab will tell what became of it.');
  }

  async #run(word: string, work: () => Promise<void>): Promise<void> {
    this.busy = word;
    this.failure = '';
    try {
      await work();
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.busy = '';
  }

  readonly #closed = (event: Event): void => {
    if (event.target === event.currentTarget) this.dispatchEvent(new Event('close'));
  };
}
