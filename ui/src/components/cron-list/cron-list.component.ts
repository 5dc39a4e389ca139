import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { WireCron, WireRepository } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { formatMoment } from '../../data/format.js';
import { createCron, deleteCron, listCrons, runCron } from '../../data/settings.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import '../time/time.js';
import { styles } from './cron-list.styles.js';

/** Builds by the clock: one schedule a branch. */
export class CronList extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  @property({ attribute: false }) repository!: WireRepository;
  /** Schedules whose build is being asked for: a second press would ask for a second one. */
  @state() private asked: readonly number[] = [];
  @query('form') private form!: HTMLFormElement;

  readonly #crons = new Loader(this, {
    args: () => [this.repository.id] as const,
    load: ([id], signal) => listCrons(id, signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    const rows = this.#crons.value?.crons;
    if (!rows) return nothing;
    const may = this.repository['@permissions']?.create_cron === true;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">Schedules</h2></div>
      ${
        rows.length === 0
          ? html`<p class="pad muted">
              None. A schedule builds a branch daily, weekly, monthly or by a cron line.
            </p>`
          : html`<ul class="rows">
              ${rows.map((row) => html`<li class="entry">${this.#row(row, may)}</li>`)}
            </ul>`
      }
      ${may ? this.#form() : nothing}
    </section>`;
  }

  #row(row: WireCron, may: boolean): TemplateResult {
    return html`<span><tp-icon name="branch"></tp-icon> ${row.branch.name}</span>
      <code>${row.interval}</code>
      <span class="muted">
        ${row.next_run ? html`next <tp-time .at=${row.next_run}></tp-time>, ${formatMoment(Date.parse(row.next_run))}` : nothing}
        ${row.dont_run_if_recent_build_exists ? html`<span class="tag">skips if just built</span>` : nothing}
      </span>
      ${
        may
          ? html`<span class="actions">
              <button
                class="button quiet icon"
                title="Run now"
                aria-label="Run the schedule of ${row.branch.name} now"
                ?disabled=${this.repository.active === false || this.asked.includes(row.id)}
                @click=${() => this.#run(row)}
              >
                <tp-icon name="play"></tp-icon>
              </button>
              <button
                class="button quiet icon"
                title="Delete"
                aria-label="Delete the schedule of ${row.branch.name}"
                @click=${() => this.#delete(row)}
              >
                <tp-icon name="trash"></tp-icon>
              </button>
            </span>`
          : nothing
      }`;
  }

  #form(): TemplateResult {
    return html`<form @submit=${this.#add}>
      <label class="field"
        ><span>Branch</span
        ><input
          class="input"
          name="branch"
          required
          .value=${this.repository.default_branch?.name ?? ''}
      /></label>
      <label class="field"
        ><span>When</span>
        <input class="input mono" name="interval" list="intervals" required value="daily" />
        <datalist id="intervals">
          <option value="daily"></option>
          <option value="weekly"></option>
          <option value="monthly"></option>
          <option value="30 4 * * 1-5"></option>
        </datalist>
      </label>
      <label class="row check"
        ><input type="checkbox" name="recent" /> Not if built within a day</label
      >
      <button class="button"><tp-icon name="plus"></tp-icon>Add</button>
    </form>`;
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const added = await attempt(
      () =>
        createCron(this.repository.id, String(data.get('branch')).trim(), {
          interval: String(data.get('interval')).trim(),
          dont_run_if_recent_build_exists: data.has('recent'),
        }),
      'The schedule is set.',
    );
    if (added) this.#crons.reload(0);
  };

  async #run({ id, branch }: WireCron): Promise<void> {
    this.asked = [...this.asked, id];
    await attempt(() => runCron(id), `A build of ${branch.name} is asked for.`);
    this.asked = this.asked.filter((one) => one !== id);
  }

  async #delete(row: WireCron): Promise<void> {
    await attempt(() => deleteCron(row.id), 'The schedule is deleted.');
    this.#crons.reload(0);
  }
}
