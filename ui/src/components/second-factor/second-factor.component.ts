import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { encode } from 'uqr';
import type { WireSecondFactorKey } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import {
  beginSecondFactor,
  confirmSecondFactor,
  getSecondFactor,
  removeSecondFactor,
} from '../../data/session.js';
import { controls } from '../../styles/controls.styles.js';
import { entryList } from '../../styles/entry-list.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../icon/icon.js';
import '../loading/loading.js';
import { styles } from './second-factor.styles.js';

/** The second factor of an account with a password: begun, confirmed by a first code, removed. */
export class SecondFactor extends LitElement {
  static override styles = [reset, controls, page, entryList, styles];
  /** Shown until it is confirmed. */
  @state() private key: WireSecondFactorKey | undefined;
  /** Shown once. */
  @state() private codes: readonly string[] = [];
  @query('form') private form!: HTMLFormElement;

  readonly #factor = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => getSecondFactor(signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    // Where no accounts with passwords are kept there is no such thing.
    if (this.#factor.error && !this.#factor.value) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">Second factor</h2></div>
      ${this.#body()}
    </section>`;
  }

  #body(): TemplateResult {
    const { value } = this.#factor;
    if (!value) return html`<tp-loading lines="1" label="Loading the second factor"></tp-loading>`;
    if (this.key) return this.#confirmForm(this.key);
    const left = value.recovery_codes;
    return html`${this.codes.length > 0 ? this.#recovery() : nothing}
      <p class="pad muted">
        ${
          value.active
            ? `Each log-in by password asks for a code. ${left} recovery ${left === 1 ? 'code is' : 'codes are'} left.`
            : 'Off. With one, a password alone lets nobody in: each log-in asks for a code of an authenticator app as well.'
        }
      </p>
      <form @submit=${value.active ? this.#remove : this.#begin}>
        <label class="field"
          ><span>Current password</span
          ><input
            class="input"
            name="current"
            type="password"
            autocomplete="current-password"
            required
        /></label>
        <button class="button">${value.active ? 'Turn off' : 'Set up'}</button>
      </form>`;
  }

  #confirmForm({ key, url }: WireSecondFactorKey): TemplateResult {
    return html`<div class="key">
        ${picture(url)}
        <div>
          <p>Scan this with an authenticator app, or type:</p>
          <p><code>${key.replaceAll(/(.{4})/g, '$1 ').trim()}</code></p>
          <p><a class="button" href=${url}>Open in an app of this device</a></p>
        </div>
      </div>
      <form @submit=${this.#confirm}>
        <label class="field"
          ><span>Code that the app shows</span
          ><input
            class="input"
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            required
        /></label>
        <button class="button primary">Turn on</button>
      </form>`;
  }

  #recovery(): TemplateResult {
    return html`<div class="note wait once" role="status">
      <tp-icon name="key"></tp-icon>
      <div>
        <p>
          Keep these where you find them without your telephone. Each stands in for a code once, and
          they are shown only now.
        </p>
        <ul class="codes">
          ${this.codes.map((code) => html`<li><code>${code}</code></li>`)}
        </ul>
      </div>
    </div>`;
  }

  #field(name: string): string {
    return String(new FormData(this.form).get(name) ?? '');
  }

  readonly #begin = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.key = await attempt(() => beginSecondFactor(this.#field('current')));
  };

  readonly #confirm = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const codes = await attempt(
      () => confirmSecondFactor(this.#field('code')),
      'The second factor is on. Other browsers are logged out.',
    );
    if (!codes) return;
    this.key = undefined;
    this.codes = codes;
    this.#factor.reload(0);
  };

  readonly #remove = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const current = this.#field('current');
    await attempt(() => removeSecondFactor(current), 'The second factor is off.');
    this.codes = [];
    this.form.reset();
    this.#factor.reload(0);
  };
}

function picture(text: string): TemplateResult {
  const { data, size } = encode(text, { border: 2 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="QR code of the key">
    ${svg`<path d=${path} fill="#000" />`}
  </svg>`;
}
