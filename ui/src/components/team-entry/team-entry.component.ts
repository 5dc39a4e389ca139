import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireTeam } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import {
  deleteTeam,
  getTeam,
  setTeamLevel,
  setTeamMember,
  setTeamPermission,
} from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import { styles } from '../member-list/member-list.styles.js';
import '../icon/icon.js';
import '../loading/loading.js';
import '../problem/problem.js';
import { levelOf, levelOptions } from './levels.js';

/** A team: its people, and what they may do. Tells of its end by `deleted`. */
export class TeamEntry extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  @property({ attribute: false }) team!: WireTeam;

  readonly #whole = new Loader(this, {
    args: () => [this.team.id] as const,
    load: ([id], signal) => getTeam(id, signal),
  });

  protected override render(): TemplateResult {
    const { value, error } = this.#whole;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#whole.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="2" label="Loading a team"></tp-loading>`;
    return html`<div role="group" aria-label="Team ${value.name}">
      ${this.#head(value)}
      <ul class="rows">
        ${(value.members ?? []).map(({ login }) => this.#member(login))}
        ${(value.repositories ?? []).map((one) => this.#repository(one))}
      </ul>
      <form @submit=${this.#join}>
        <label class="field"
          ><span>Login</span><input class="input" name="login" required autocomplete="off"
        /></label>
        <button class="button">Take into ${value.name}</button>
      </form>
      <form @submit=${this.#grant}>
        <label class="field"
          ><span>Repository</span
          ><input class="input" name="repo" required placeholder="owner/name" autocomplete="off"
        /></label>
        <label class="field"
          ><span>Right</span
          ><select class="input" name="level">
            ${levelOptions('read')}
          </select></label
        >
        <button class="button">Give ${value.name} the right</button>
      </form>
    </div>`;
  }

  #head({ name, level }: WireTeam): TemplateResult {
    return html`<div class="entry">
      <strong>${name}</strong>
      <label
        >On all repositories
        <select
          class="input"
          aria-label="Right of ${name} on all repositories"
          @change=${(event: Event) => {
            const wanted = levelOf((event.target as HTMLSelectElement).value);
            void this.#change(() => setTeamLevel(this.team.id, wanted), `${name} is changed.`);
          }}
        >
          ${levelOptions(level)}
        </select></label
      >
      ${trash(`Delete the team ${name}`, () => this.#delete(name))}
    </div>`;
  }

  #member(login: string): TemplateResult {
    const leave = () => setTeamMember(this.team.id, login, false);
    return html`<li class="entry">
      <span>${login}</span>
      ${trash(`Take ${login} out of ${this.team.name}`, () =>
        this.#change(leave, `${login} is out of ${this.team.name}.`),
      )}
    </li>`;
  }

  #repository({ id, slug, level }: NonNullable<WireTeam['repositories']>[number]): TemplateResult {
    const take = () => setTeamPermission(this.team.id, id, null);
    return html`<li class="entry">
      <span>${slug}</span><span class="muted">${level}</span>
      ${trash(`Take the right on ${slug} from ${this.team.name}`, () =>
        this.#change(take, `${this.team.name} has no right of its own on ${slug} any more.`),
      )}
    </li>`;
  }

  async #change(work: () => Promise<WireTeam>, said: string): Promise<boolean> {
    const done = await attempt(work, said);
    this.#whole.reload(0);
    return done !== undefined;
  }

  async #delete(name: string): Promise<void> {
    const yes = await ask({
      title: `Delete the team ${name}?`,
      text: 'The rights that come by it end at once.',
      action: 'Delete',
    });
    if (!yes) return;
    await attempt(() => deleteTeam(this.team.id), `The team ${name} is deleted.`);
    this.dispatchEvent(new CustomEvent('deleted'));
  }

  readonly #join = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const login = String(new FormData(form).get('login'));
    const join = () => setTeamMember(this.team.id, login, true);
    if (await this.#change(join, `${login} is in ${this.team.name}.`)) form.reset();
  };

  readonly #grant = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const [repo, level] = [String(data.get('repo')), levelOf(data.get('level'))];
    const give = () => setTeamPermission(this.team.id, repo, level);
    if (await this.#change(give, `${this.team.name} is changed.`)) form.reset();
  };
}

function trash(label: string, act: () => unknown): TemplateResult {
  return html`<button class="button quiet icon" aria-label=${label} @click=${act}>
    <tp-icon name="trash"></tp-icon>
  </button>`;
}
