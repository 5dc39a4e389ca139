import { html, LitElement, type TemplateResult } from 'lit';
import { PAGES } from '@turnpike/core/contracts/wire';
import { pageHref } from '../../controllers/router.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { schemaUrl } from '../../data/requests.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { styles } from './help-page.styles.js';

const COMMANDS: readonly (readonly [command: string, what: string])[] = [
  ['turnpike repo add URL-OR-PATH', 'adds a repository; --hook has each push told at once'],
  ['turnpike logs --follow 7.2', 'follows the log of a job of this folder’s repository'],
  ['turnpike encrypt KEY=value', 'makes a secure: value for the configuration'],
  ['turnpike cron run owner/name', 'runs a schedule at once'],
  ['turnpike user add NAME', 'lets somebody in; repo grant gives rights on a repository'],
  ['turnpike doctor', 'looks for what is wrong with this server, and says what to do'],
  ['turnpike help', 'lists all commands; --help after any of them tells its options'],
];

/** Places of the documents within the folder that the server was installed in. */
const DOCUMENTS: readonly (readonly [file: string, what: string])[] = [
  ['README.md', 'what there is, and the first build'],
  ['plugins/travis-yml/reference.generated.md', 'every key of the configuration'],
  ['config/guide/README.md', 'for operators: TLS, users, backup, upgrade, metrics'],
  ['sdk/README.md', 'how a plugin is written'],
];

/** First steps, and where what is written down. Shown to anybody. */
export class HelpPage extends LitElement {
  static override styles = [reset, controls, page, styles];

  override connectedCallback(): void {
    super.connectedCallback();
    setPageTitle('Help');
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <h1 tabindex="-1">Help</h1>
      ${this.#panel('The first build', this.#steps())}
      ${this.#panel('The configuration', this.#configuration())}
      ${this.#panel('Commands', table(COMMANDS))}
      ${this.#panel(
        'The API',
        html`<p>
          <a href=${pageHref(PAGES.explorer)}>Every call</a>, with its rights, to read and to try.
        </p>`,
      )}
      ${this.#panel(
        'Documents',
        html`<p>They lie in the folder that the server was installed in:</p>
          ${table(DOCUMENTS)}`,
      )}
      <p>
        <button class="button" @click=${() => dispatchEvent(new Event('tp-keys'))}>Keys (?)</button>
      </p>
    </div>`;
  }

  #panel(title: string, content: TemplateResult): TemplateResult {
    return html`<section class="panel" aria-label=${title}>
      <div class="panel-head"><h2>${title}</h2></div>
      <div class="pad">${content}</div>
    </section>`;
  }

  #steps(): TemplateResult {
    return html`<ol>
      <li>
        Commit a <code>.travis.yml</code>. <a href=${pageHref(PAGES.lint)}>Check config</a> tells
        what it would run, before anything is pushed.
      </li>
      <li>
        Add the repository on <a href=${pageHref(PAGES.home)}>Repositories</a>, or with
        <code>turnpike repo add</code>.
      </li>
      <li>Push. The build shows within seconds, and its log while it is printed.</li>
    </ol>`;
  }

  #configuration(): TemplateResult {
    return html`<p>
        <code>.travis.yml</code> is Travis’s language, and files run as they are:
        <a href="https://docs.travis-ci.com/user/customizing-the-build/" rel="noreferrer"
          >Travis’s own documentation</a
        >
        holds. What does nothing here says so, on the build’s page and in Check config.
      </p>
      <p>
        Editors that read JSON Schema complete and check it by
        <a href=${schemaUrl()}><code>${schemaUrl()}</code></a
        >.
      </p>`;
  }
}

function table(rows: readonly (readonly [string, string])[]): TemplateResult {
  return html`<dl>
    ${rows.map(
      ([name, what]) =>
        html`<dt><code>${name}</code></dt>
          <dd>${what}</dd>`,
    )}
  </dl>`;
}
