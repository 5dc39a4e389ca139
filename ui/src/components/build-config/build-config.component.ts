import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  PAGES,
  type WireBuildConfig,
  type WireMessage,
  type WireRawConfig,
} from '@turnpike/core/contracts/wire';
import { Loader } from '../../controllers/loader.js';
import { pageHref } from '../../controllers/router.js';
import { getBuildConfig } from '../../data/builds.js';
import { count } from '../../data/format.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import '../config-jobs/config-jobs.js';
import '../config-source/config-source.js';
import '../empty/empty.js';
import '../loading/loading.js';
import '../problem/problem.js';

/** Where a build's configuration came from, what was found in it, and what jobs it became. */
export class BuildConfig extends LitElement {
  static override styles = [reset, controls, page];
  @property({ type: Number }) buildId = 0;
  /** The configuration could not be read. */
  @property({ type: Boolean }) failed = false;

  readonly #config = new Loader(this, {
    args: () => [this.buildId] as const,
    load: ([id], signal) => getBuildConfig(id, signal),
  });

  protected override render(): TemplateResult {
    const { value, error } = this.#config;
    if (error && !value)
      return html`<div class="panel">
        <tp-problem .error=${error} @retry=${() => this.#config.reload(0)}></tp-problem>
      </div>`;
    if (!value) return html`<tp-loading lines="8" label="Loading the configuration"></tp-loading>`;
    return html`<div class="stack">
      ${this.#elsewhere(value)}
      <section class="panel" aria-label="Sources">
        <div class="panel-head"><h2>Sources</h2></div>
        <div class="rows">
          ${
            value.raw_configs.length > 0
              ? value.raw_configs.map((raw) => this.#source(value, raw))
              : this.#noSource()
          }
        </div>
      </section>
      <section class="panel" aria-label="Jobs">
        <div class="panel-head"><h2>${count(value.jobs.length, 'job')} came of it</h2></div>
        <tp-config-jobs .jobs=${value.jobs}></tp-config-jobs>
      </section>
    </div>`;
  }

  #noSource(): TemplateResult {
    if (this.failed)
      return html`<tp-empty icon="file" heading="No configuration came of it">
        What is wrong stands above.
        <a class="inline" href=${pageHref(PAGES.lint)}>Check the file</a> before the next push.
      </tp-empty>`;
    return html`<tp-empty icon="file" heading="No configuration is stored">
      No source is stored with this build.
    </tp-empty>`;
  }

  #source(value: WireBuildConfig, raw: WireRawConfig): TemplateResult {
    const alone = value.raw_configs.length === 1;
    const messages = value.messages.filter(({ src }) => src === raw.source || (alone && !src));
    return html`<tp-config-source
      .heading=${raw.source}
      .note=${raw.merge_mode ? `merged by ${raw.merge_mode}` : ''}
      .text=${raw.config}
      .messages=${messages}
    ></tp-config-source>`;
  }

  /** Messages about no source that is shown. */
  #elsewhere(value: WireBuildConfig): TemplateResult | typeof nothing {
    const sources = value.raw_configs.map(({ source }) => source);
    const alone = sources.length === 1;
    const rest = value.messages.filter(({ src }) => (src ? !sources.includes(src) : !alone));
    if (rest.length === 0) return nothing;
    return html`<section class="panel" aria-label="Messages">
      ${rest.map((message: WireMessage) => html`<p class="pad">${message.level}: ${message.text}</p>`)}
    </section>`;
  }
}
