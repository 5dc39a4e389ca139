import { html, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { WirePermission } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { originsOf } from '../../data/right-texts.js';
import { LEVELS, listPermissions, setPermission, type RightsOn } from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../problem/problem.js';
import { styles } from './member-list.styles.js';

type Level = (typeof LEVELS)[number];
const MAY: Readonly<Record<Level, string>> = {
  read: 'Read: see builds and logs',
  write: 'Write: start, cancel and restart builds',
  admin: 'Admin: change settings, secrets and people',
};

/** Who may do what with a repository, or with all that an owner has, and where that comes from. */
export class MemberList extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  /** 0: all repositories of `owner`. */
  @property({ type: Number }) repository = 0;
  /** Login of the owner. */
  @property() owner = '';
  /** Of the owner, where several have one of this name; empty: any. */
  @property() host = '';
  @query('form') private form!: HTMLFormElement;

  readonly #members = new Loader(this, {
    args: () => [this.repository, this.owner, this.host] as const,
    load: (_args, signal) => listPermissions(this.#on(), signal),
  });

  #on(): RightsOn {
    return { repository: this.repository, owner: this.owner, host: this.host || undefined };
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="members">
      <div class="panel-head"><h2 id="members">People</h2></div>
      ${this.#body()}
      <form @submit=${this.#add}>
        <label class="field"
          ><span>Login</span><input class="input" name="login" required autocomplete="off"
        /></label>
        <label class="field"><span>Right</span>${this.#levels('read', 'level')}</label>
        <button class="button"><tp-icon name="plus"></tp-icon>Give the right</button>
      </form>
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#members;
    if (!value && error)
      return html`<tp-problem
        .error=${error}
        @retry=${() => this.#members.reload(0)}
      ></tp-problem>`;
    if (!value) return html`<tp-loading lines="3" label="Loading people"></tp-loading>`;
    if (value.permissions.length === 0)
      return html`<p class="pad muted">
        Nobody has a right of their own. Administrators of the platform may do everything.
      </p>`;
    return html`<ul class="rows">
      ${value.permissions.map((one) => this.#row(one))}
    </ul>`;
  }

  #row({ user, level, origins = [] }: WirePermission): TemplateResult {
    const elsewhere = origins.filter(({ source }) => source !== 'direct');
    const given = origins.find(({ source }) => source === 'direct');
    // What comes from elsewhere is changed there: it may be given more here, and nothing taken.
    const isGiven = given !== undefined || elsewhere.length === 0;
    return html`<li class="entry">
      <strong>${user.login}</strong>
      <span class="muted">${user.name ?? ''}</span>
      ${elsewhere.length > 0 ? html`<span>${originsOf(elsewhere)}</span>` : ''}
      ${isGiven ? this.#given(user.login, given?.level ?? level) : ''}
    </li>`;
  }

  #given(login: string, level: Level | null): TemplateResult {
    return html` <label
        ><span class="hidden">Right of ${login}</span>${this.#levels(level, '', (wanted) =>
          this.#set(login, wanted),
        )}</label
      >
      <button
        class="button quiet icon"
        aria-label="Take all rights from ${login}"
        @click=${() => this.#take(login)}
      >
        <tp-icon name="trash"></tp-icon>
      </button>`;
  }

  #levels(now: Level | null, name: string, chosen?: (level: Level) => void): TemplateResult {
    return html`<select
      class="input"
      name=${name}
      @change=${(event: Event) => chosen?.((event.target as HTMLSelectElement).value as Level)}
    >
      ${LEVELS.map(
        (level) => html`<option value=${level} ?selected=${level === now}>${MAY[level]}</option>`,
      )}
    </select>`;
  }

  async #set(login: string, level: Level | null): Promise<boolean> {
    const done = await attempt(
      () => setPermission(this.#on(), login, level),
      level === null ? `${login} has no right any more.` : `${login} may ${level}.`,
    );
    this.#members.reload(0);
    return done !== undefined;
  }

  async #take(login: string): Promise<void> {
    const yes = await ask({
      title: `Take all rights from ${login}?`,
      text: 'A private repository cannot be seen any more without a right. What teams, the owner and hosts give stays.',
      action: 'Take them',
    });
    if (yes) await this.#set(login, null);
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const done = await this.#set(String(data.get('login')), data.get('level') as Level);
    if (done) this.form.reset();
  };
}
