import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PAGES, type WireBuild, type WireJob } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { LiveTopics } from '../../controllers/live-topics.js';
import { Loader } from '../../controllers/loader.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { pageHref } from '../../controllers/router.js';
import { SlotContributions } from '../../controllers/slot-contributions.js';
import { jobsByStage, splitSlug, waitReasons, type StageGroup } from '../../data/build-view.js';
import { cancelBuild, getBuild, prioritizeBuild, restartBuild } from '../../data/builds.js';
import { count, shortShas } from '../../data/format.js';
import { isFinal, mayCancel, mayPrioritize, mayRestart } from '../../data/states.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../../components/confirm/confirm.js';
import '../../components/artifact-list/artifact-list.js';
import '../../components/build-config/build-config.js';
import '../../components/build-head/build-head.js';
import '../../components/contributions/contributions.js';
import '../../components/crumbs/crumbs.js';
import { timeTaken } from '../../components/duration/time-taken.js';
import '../../components/job-list/job-list.js';
import '../../components/job-log/job-log.js';
import '../../components/loading/loading.js';
import '../../components/notifications/notifications.js';
import '../../components/pipeline/pipeline.js';
import '../../components/problem/problem.js';
import '../../components/state/state.js';
import '../../components/tabs/tabs.js';
import { styles } from './build-page.styles.js';

/** A build whose configuration cannot be read says why above its only job. */
const withoutReason = (job: WireJob): WireJob => ({ ...job, reason: null });

/** One build: its stages and jobs, why it waits, its configuration, timing and notifications. */
export class BuildPage extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property() slug = '';
  @property({ type: Number }) buildId = 0;
  @property() view: 'jobs' | 'config' | 'plugin' = 'jobs';
  /** Of a plugin's tab: its element. */
  @property() tag = '';

  readonly #pluginTabs = new SlotContributions(this, 'build.tab');

  readonly #build = new Loader(this, {
    args: () => [this.buildId] as const,
    load: ([id], signal) => getBuild(id, signal),
  });

  constructor() {
    super();
    new LiveTopics(this, () => [`build:${this.buildId}`], {
      event: (name) => {
        if (name !== 'job:log') this.#build.reload();
      },
      lost: () => this.#build.reload(),
    });
  }

  protected override updated(_changed: PropertyValues): void {
    const build = this.#build.value;
    setPageTitle(build ? `${this.slug} #${build.number}` : `Build of ${this.slug}`, build?.state);
  }

  protected override render(): TemplateResult {
    const { value, error } = this.#build;
    if (!value && error)
      return html`<div class="panel">
        <tp-problem home .error=${error} @retry=${() => this.#build.reload(0)}></tp-problem>
      </div>`;
    if (!value) return html`<tp-loading lines="7" label="Loading the build"></tp-loading>`;
    return html`<div class="stack">
      <div>
        <tp-crumbs .crumbs=${this.#crumbs()}></tp-crumbs>
        <tp-build-head .build=${value}>
          <div slot="actions" class="row">${this.#actions(value)}</div>
        </tp-build-head>
      </div>
      ${this.#fault(value)}
      <tp-tabs .tabs=${this.#tabs()} .current=${this.#href(this.view)}></tp-tabs>
      ${this.#view(value)}
    </div>`;
  }

  #view(build: WireBuild): TemplateResult {
    switch (this.view) {
      case 'config':
        return html`<tp-build-config
          .buildId=${build.id}
          .failed=${build.config_error === true}
        ></tp-build-config>`;
      case 'plugin':
        return html`<tp-contributions
          slot-name="build.tab"
          .only=${this.tag}
          .build=${build}
          .repository=${build.repository}
        ></tp-contributions>`;
      default:
        return this.#jobs(build);
    }
  }

  /** The configuration could not be read: nothing ran, and nothing will. */
  #fault(build: WireBuild): TemplateResult | typeof nothing {
    if (!build.config_error) return nothing;
    return html`<section class="note problem" aria-label="What is wrong">
      <tp-icon name="warn"></tp-icon>
      <div>
        <strong>The configuration cannot be read</strong>
        <p>${shortShas(build.reason ?? '')}</p>
        <p>Correct the file and push it: that makes a new build. This one cannot be restarted.</p>
      </div>
    </section>`;
  }

  #crumbs(): readonly { title: string; href: string }[] {
    const parts = splitSlug(this.slug);
    return [
      { title: parts.owner, href: pageHref(PAGES.owner, { owner: parts.owner }) },
      { title: parts.name, href: pageHref(PAGES.repository, parts) },
    ];
  }

  #href(view: string, tag = this.tag): string {
    if (view === 'plugin')
      return pageHref(PAGES.buildContribution, {
        ...splitSlug(this.slug),
        id: this.buildId,
        tag,
      });
    const pattern = view === 'config' ? PAGES.buildConfig : PAGES.build;
    return pageHref(pattern, { ...splitSlug(this.slug), id: this.buildId });
  }

  #tabs(): readonly { title: string; href: string }[] {
    return [
      { title: 'Jobs', href: this.#href('jobs') },
      { title: 'Config', href: this.#href('config') },
      ...this.#pluginTabs.all.map(({ title, tag }) => ({ title, href: this.#href('plugin', tag) })),
    ];
  }

  #actions(build: WireBuild): TemplateResult {
    const someFailed = build.jobs?.some(({ state }) => state !== 'passed' && isFinal(state));
    const somePassed = build.jobs?.some(({ state }) => state === 'passed');
    return html`${
      mayRestart(build) && someFailed && somePassed
        ? html`<button class="button" @click=${() => this.#restart(build, true)}>
            <tp-icon name="restart"></tp-icon>Restart failed
          </button>`
        : nothing
    }
    ${
      mayRestart(build)
        ? html`<button class="button" @click=${() => this.#restart(build, false)}>
            <tp-icon name="restart"></tp-icon>Restart${someFailed && somePassed ? ' all' : ''}
          </button>`
        : nothing
    }
    ${
      mayPrioritize(build)
        ? html`<button class="button" @click=${() => this.#prioritize(build)}>Run first</button>`
        : nothing
    }
    ${
      mayCancel(build)
        ? html`<button class="button danger" @click=${() => this.#cancel(build)}>
            <tp-icon name="stop"></tp-icon>Cancel
          </button>`
        : nothing
    }`;
  }

  async #restart(build: WireBuild, onlyFailed: boolean): Promise<void> {
    await attempt(() => restartBuild(build.id, onlyFailed), `Build ${build.number} starts again.`);
    this.#build.reload();
  }

  async #prioritize(build: WireBuild): Promise<void> {
    await attempt(
      () => prioritizeBuild(build.id),
      `Waiting jobs of build ${build.number} run before others of ${splitSlug(this.slug).owner}.`,
    );
    this.#build.reload();
  }

  async #cancel(build: WireBuild): Promise<void> {
    const yes = await ask({
      title: `Cancel build ${build.number}?`,
      text: 'Jobs that run are stopped, jobs that wait never start. It can be restarted later.',
      action: 'Cancel the build',
    });
    if (!yes) return;
    await attempt(() => cancelBuild(build.id), `Build ${build.number} is being canceled.`);
    this.#build.reload();
  }

  #jobs(build: WireBuild): TemplateResult {
    const groups = jobsByStage(build);
    const jobs = build.jobs ?? [];
    return html`${this.#waiting(jobs)} ${groups.map((group) => this.#group(build, group))}
      ${jobs.length === 1 && jobs[0] ? this.#onlyLog(jobs[0]) : nothing}
      ${
        jobs.length > 1
          ? html`<section class="panel" aria-labelledby="timing">
              <div class="panel-head"><h2 id="timing">Timing</h2></div>
              <tp-pipeline
                .jobs=${groups.flatMap((group) => group.jobs)}
                .slug=${this.slug}
              ></tp-pipeline>
            </section>`
          : nothing
      }
      <tp-artifact-list .buildId=${build.id} .version=${build.version ?? 0}></tp-artifact-list>
      <tp-notifications .buildId=${build.id} .version=${build.version ?? 0}></tp-notifications>
      <tp-contributions
        slot-name="build.panel"
        .build=${build}
        .repository=${build.repository}
      ></tp-contributions>`;
  }

  #waiting(jobs: readonly WireJob[]): TemplateResult | typeof nothing {
    const reasons = waitReasons(jobs);
    if (reasons.length === 0) return nothing;
    return html`<section class="note wait" aria-label="Why is this waiting?">
      <tp-icon name="clock"></tp-icon>
      <div>
        <strong>Why is this waiting?</strong>
        <ul>
          ${reasons.map(({ reason, jobs: n }) => html`<li>${count(n, 'job')}: ${reason}</li>`)}
        </ul>
      </div>
    </section>`;
  }

  #group(build: WireBuild, { stage, jobs }: StageGroup): TemplateResult {
    return html`<section class="panel" aria-label=${stage ? `Stage ${stage.name}` : 'Jobs'}>
      <div class="panel-head">
        <h2>
          ${stage?.name ?? 'Jobs'} <span class="muted light">${count(jobs.length, 'job')}</span>
        </h2>
        ${stage ? html`<tp-state .state=${stage.state}></tp-state> ${timeTaken(stage)}` : nothing}
      </div>
      ${
        jobs.length > 0
          ? html`<tp-job-list
              .jobs=${build.config_error ? jobs.map(withoutReason) : jobs}
              .siblings=${build.jobs ?? []}
              .slug=${this.slug}
            ></tp-job-list>`
          : html`<p class="pad muted">This stage has no jobs.</p>`
      }
    </section>`;
  }

  /** A build of one job shows its log at once. */
  #onlyLog(job: WireJob): TemplateResult | typeof nothing {
    if (!job.run) return nothing;
    return html`<tp-job-log
      .job=${job.id}
      .run=${job.run}
      .number=${job.number ?? ''}
      .running=${!isFinal(job.state)}
      .failed=${isFinal(job.state) && job.state !== 'passed'}
      .reason=${job.reason ?? ''}
    ></tp-job-log>`;
  }
}
