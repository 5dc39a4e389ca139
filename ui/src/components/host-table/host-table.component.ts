import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { WireHost } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { Loader } from '../../controllers/loader.js';
import { forgetHostApp, installHref, listHosts, makeAppHref } from '../../data/hosts.js';
import { safeHref } from '../../data/safe-href.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../confirm/confirm.js';
import '../problem/problem.js';

/** The code hosts of the configuration: what to register there, and the apps that were made for them. */
export class HostTable extends LitElement {
  static override styles = [reset, controls, page];

  readonly #hosts = new Loader(this, {
    args: () => [] as const,
    load: (_none, signal) => listHosts(signal),
  });

  protected override render(): TemplateResult | typeof nothing {
    const { value, error } = this.#hosts;
    if (!value && error)
      return html`<div class="panel">
        <tp-problem .error=${error} @retry=${() => this.#hosts.reload(0)}></tp-problem>
      </div>`;
    if (!value || value.hosts.length === 0) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <div class="panel-head"><h2 id="title">Code hosts</h2></div>
      <div class="scroll" tabindex="0" role="region" aria-label="Table: Code hosts">
        <table class="cards">
          <thead>
            <tr>
              <th>Host</th>
              <th>Addresses to register there</th>
              <th>App</th>
            </tr>
          </thead>
          <tbody>
            ${value.hosts.map((host) => this.#row(host))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #row(host: WireHost): TemplateResult {
    return html`<tr>
      <td>
        <a href=${safeHref(host.url) ?? ''}>${host.id}</a>
        <div class="muted small">${host.kind}</div>
      </td>
      <td class="wide" data-label="Register there">
        <div>Signing in: <code>${host.callback_url}</code></div>
        <div>Webhook: <code>${host.hook_url}</code></div>
      </td>
      <td data-label="App">${this.#app(host)}</td>
    </tr>`;
  }

  #app(host: WireHost): TemplateResult | string {
    if (host.app)
      return html`<a href=${safeHref(host.app.url) ?? ''}>${host.app.slug}</a>
        <div><a href=${installHref(host.app)}>Install it on repositories</a></div>
        <button class="button" @click=${() => this.#forget(host)}>Forget it</button>`;
    if (!host.can_make_app) return '–';
    return html`<a class="button" href=${makeAppHref(host)}>Make an app</a>
      <div class="muted small">Reaches private repositories without anybody's token.</div>`;
  }

  async #forget({ id, app }: WireHost): Promise<void> {
    const isSure = await ask({
      title: `Forget the app of ${id}`,
      text: `Its secrets are deleted here, and the repositories that it reaches need another credential. At the host ${app?.slug} stays until it is deleted there.`,
      action: 'Forget it',
    });
    if (!isSure) return;
    await attempt(() => forgetHostApp(id), `The app of ${id} is forgotten.`);
    this.#hosts.reload(0);
  }
}
