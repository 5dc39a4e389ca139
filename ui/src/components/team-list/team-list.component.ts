import { html, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { createTeam, listTeams } from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from '../member-list/member-list.styles.js';
import { levelOptions, levelOf } from '../team-entry/levels.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../problem/problem.js';
import '../team-entry/team-entry.js';

/** The teams of an owner. */
export class TeamList extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  /** Login of the owner. */
  @property() owner = '';
  /** Where several hosts have an owner of this name; empty: any. */
  @property() host = '';
  @query('form') private form!: HTMLFormElement;

  readonly #teams = new Loader(this, {
    args: () => [this.owner, this.host] as const,
    load: ([owner, host], signal) => listTeams(owner, host || undefined, signal),
  });

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="teams">
      <div class="panel-head"><h2 id="teams">Teams</h2></div>
      ${this.#body()}
      <form @submit=${this.#add}>
        <label class="field"
          ><span>Name</span
          ><input class="input" name="name" required maxlength="100" autocomplete="off"
        /></label>
        <label class="field"
          ><span>Right on all repositories</span
          ><select class="input" name="level">
            ${levelOptions(null)}
          </select></label
        >
        <button class="button"><tp-icon name="plus"></tp-icon>Make a team</button>
      </form>
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#teams;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#teams.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="3" label="Loading teams"></tp-loading>`;
    if (value.teams.length === 0)
      return html`<p class="pad muted">
        No teams yet. A team has people, and rights on some repositories or on all.
      </p>`;
    return html`${value.teams.map(
      (team) =>
        html`<tp-team-entry .team=${team} @deleted=${() => this.#teams.reload(0)}></tp-team-entry>`,
    )}`;
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const name = String(data.get('name'));
    const body = { name, level: levelOf(data.get('level')) };
    const done = await attempt(
      () => createTeam(this.owner, this.host || undefined, body),
      `The team ${name} is made.`,
    );
    if (done) this.form.reset();
    this.#teams.reload(0);
  };
}
