import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  PAGES,
  type WireRemovedRepository,
  type WireRepository,
  type WireSetting,
} from '@turnpike/core/contracts/wire';
import { announce, attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { navigate, pageHref } from '../../controllers/router.js';
import { removeRepository, setActive } from '../../data/repositories.js';
import { groupSettings, type SettingText } from '../../data/setting-texts.js';
import { getKeyPair, listSettings, setSetting } from '../../data/settings.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { switches } from '../../styles/switch.styles.js';
import { ask } from '../confirm/confirm.js';
import '../cache-list/cache-list.js';
import '../cron-list/cron-list.js';
import '../env-vars/env-vars.js';
import '../loading/loading.js';
import '../problem/problem.js';
import '../setting-field/setting-field.js';
import '../ssh-key/ssh-key.js';
import './repository-source.js';
import { styles } from './repository-settings.styles.js';

/** Settings, environment variables, schedules, key and activation of a repository. Fires `changed`. */
export class RepositorySettings extends LitElement {
  static override styles = [reset, controls, page, switches, styles];
  @property({ attribute: false }) repository!: WireRepository;
  readonly #settings = new Loader(this, {
    args: () => [this.repository.id] as const,
    load: ([id], signal) => listSettings(id, signal),
  });
  readonly #key = new Loader(this, {
    args: () => [this.repository.id] as const,
    load: ([id], signal) => getKeyPair(id, signal),
  });

  protected override render(): TemplateResult {
    const { value, error } = this.#settings;
    if (!value && error)
      return html`<div class="panel">
        <tp-problem .error=${error} @retry=${() => this.#settings.reload(0)}></tp-problem>
      </div>`;
    if (!value) return html`<tp-loading lines="8" label="Loading settings"></tp-loading>`;
    const write = this.repository['@permissions']?.settings_update === true;
    return html`<div class="stack">
      ${groupSettings(value.settings).map(
        ({ title, settings }) =>
          html`<section class="panel" aria-label=${title}>
            <div class="panel-head"><h2>${title}</h2></div>
            <ul class="rows">
              ${settings.map(
                ({ setting, text }) =>
                  html`<li>
                    ${setting.declared ? this.#declared(setting, write) : this.#setting(setting, text, write)}
                  </li>`,
              )}
            </ul>
          </section>`,
      )}
      <tp-env-vars .repository=${this.repository}></tp-env-vars>
      <tp-ssh-key .repository=${this.repository}></tp-ssh-key>
      <tp-cron-list .repository=${this.repository}></tp-cron-list>
      ${
        this.repository['@permissions']?.admin
          ? html`<tp-repository-source
              .repository=${this.repository}
              @changed=${() => this.dispatchEvent(new Event('changed'))}
            ></tp-repository-source>`
          : nothing
      }
      ${write ? html`<tp-cache-list .repository=${this.repository}></tp-cache-list>` : nothing}
      ${this.#keyPanel()} ${this.#danger()}
    </div>`;
  }

  #declared(setting: WireSetting, write: boolean): TemplateResult {
    return html`<tp-setting-field
      .setting=${setting}
      .write=${write}
      .save=${(value: WireSetting['value']) => setSetting(this.repository.id, setting.name, value)}
      @saved=${() => this.#settings.reload(0)}
    ></tp-setting-field>`;
  }

  #setting(setting: WireSetting, text: SettingText, write: boolean): TemplateResult {
    const id = `setting-${setting.name}`;
    return html`<label class="setting" for=${id}>
      <span
        ><strong>${text.title}</strong
        >${text.about ? html`<small>${text.about}</small>` : nothing}</span
      >
      ${
        typeof setting.value === 'boolean'
          ? html`<input
              id=${id}
              class="switch"
              type="checkbox"
              role="switch"
              .checked=${setting.value}
              ?disabled=${!write}
              @change=${(event: Event) =>
                this.#save(setting, (event.target as HTMLInputElement).checked)}
            />`
          : html`<input
              id=${id}
              class="input number"
              type="number"
              min="0"
              placeholder="default"
              .value=${setting.value === null ? '' : String(setting.value)}
              ?disabled=${!write}
              @change=${(event: Event) => this.#saveNumber(setting, event.target as HTMLInputElement)}
            />`
      }
    </label>`;
  }

  #saveNumber(setting: WireSetting, input: HTMLInputElement): void {
    const value = input.value === '' ? null : Number(input.value);
    void this.#save(setting, value === null && !setting.name.startsWith('timeout') ? 0 : value);
  }

  async #save(setting: WireSetting, value: WireSetting['value']): Promise<void> {
    await attempt(() => setSetting(this.repository.id, setting.name, value), 'Saved.');
    this.#settings.reload(0);
  }

  #keyPanel(): TemplateResult | typeof nothing {
    const key = this.#key.value;
    if (!key) return nothing;
    return html`<section class="panel" aria-label="Encryption key">
      <div class="panel-head"><h2>Encryption key</h2></div>
      <div class="pad key">
        <p class="muted">
          For <code>secure:</code> values in the configuration: <code>turnpike encrypt</code> uses
          it. ${key.fingerprint ? html`Fingerprint <code>${key.fingerprint}</code>` : nothing}
        </p>
        <pre tabindex="0">${key.public_key}</pre>
      </div>
    </section>`;
  }

  #danger(): TemplateResult | typeof nothing {
    const may = this.repository['@permissions'] ?? {};
    if (!may.admin) return nothing;
    const active = this.repository.active !== false;
    return html`<section class="panel" aria-label="Activation">
      <div class="panel-head"><h2>Activation</h2></div>
      <div class="pad row">
        <span class="grow"> ${active ? 'Pushes start builds.' : 'Pushes start no builds.'} </span>
        <button class="button" @click=${this.#toggle}>${active ? 'Deactivate' : 'Activate'}</button>
        <button class="button danger" @click=${this.#remove}>Remove repository</button>
      </div>
    </section>`;
  }

  readonly #toggle = async (): Promise<void> => {
    const active = this.repository.active === false;
    await attempt(
      () => setActive(this.repository.id, active),
      active ? 'The repository is active.' : 'The repository is no longer active.',
    );
    this.dispatchEvent(new Event('changed'));
  };

  readonly #remove = async (): Promise<void> => {
    const yes = await ask({
      title: `Remove ${this.repository.slug}?`,
      text: 'Its builds, logs, settings and variables are deleted from this server, and its hook at the host. The code stays where it is.',
      action: 'Remove repository',
    });
    if (!yes) return;
    const gone = await attempt(
      () => removeRepository(this.repository.id),
      `${this.repository.slug} is removed.`,
    );
    if (!gone) return;
    for (const text of leftAtHost(gone)) announce('problem', text);
    navigate(pageHref(PAGES.home));
  };
}

/** What somebody has to take away there by hand. */
function leftAtHost({ hook, credential, slug }: WireRemovedRepository): readonly string[] {
  return [
    ...(hook.state === 'gone' ? [] : [`Its host may still have the hook. ${hook.message}`]),
    ...(credential === null
      ? []
      : [`The ${KINDS[credential]} of ${slug} is valid until it is revoked at its host.`]),
  ];
}
const KINDS = { token: 'token', basic: 'password', ssh: 'SSH key' } as const;
