import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { WireBuildPermission } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { listBuilders, setBuilder, type RightsOn } from '../../data/people.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../loading/loading.js';
import '../problem/problem.js';

/** Who may have builds started, in a repository or in all that an owner has. */
export class BuilderList extends LitElement {
  static override styles = [reset, controls, page, entryList];
  /** 0: all repositories of `owner`. */
  @property({ type: Number }) repository = 0;
  /** Login of the owner. */
  @property() owner = '';
  /** Of the owner, where several have one of this name; empty: any. */
  @property() host = '';

  readonly #all = new Loader(this, {
    args: () => [this.repository, this.owner, this.host] as const,
    load: (_args, signal) => listBuilders(this.#on(), signal),
  });

  #on(): RightsOn {
    return { repository: this.repository, owner: this.owner, host: this.host || undefined };
  }

  protected override render(): TemplateResult {
    return html`<section class="panel" aria-labelledby="builders">
      <div class="panel-head"><h2 id="builders">Who may have builds started</h2></div>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value, error } = this.#all;
    if (!value && error)
      return html`<tp-problem .error=${error} @retry=${() => this.#all.reload(0)}></tp-problem>`;
    if (!value) return html`<tp-loading lines="2" label="Loading who may build"></tp-loading>`;
    return html`<p class="pad muted">
        Everybody whose push or pull request arrives, but those whose mark is taken away here: their
        requests are rejected, with that reason.
      </p>
      <ul class="rows">
        ${value.map((one) => this.#row(one))}
      </ul>`;
  }

  #row({ user, permission }: WireBuildPermission): TemplateResult {
    return html`<li class="entry">
      <label class="check"
        ><input
          type="checkbox"
          .checked=${permission}
          @change=${(event: Event) => this.#set(user, (event.target as HTMLInputElement).checked)}
        />${user.login}</label
      >
    </li>`;
  }

  async #set({ id, login }: WireBuildPermission['user'], may: boolean): Promise<void> {
    const words = may ? 'may' : 'may not';
    await attempt(() => setBuilder(this.#on(), id, may), `${login} ${words} have builds started.`);
    this.#all.reload(0);
  }
}
