import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PAGES, type WireJob, type WireRun } from '@turnpike/core/contracts/wire';
import { attempt } from '../../controllers/announce.js';
import { LiveTopics } from '../../controllers/live-topics.js';
import { Loader } from '../../controllers/loader.js';
import { setPageTitle } from '../../controllers/page-title.js';
import { pageHref } from '../../controllers/router.js';
import { splitSlug } from '../../data/build-view.js';
import { firstLine, latestTime, shortShas } from '../../data/format.js';
import { jobValues } from '../../data/job-values.js';
import { cancelJob, getJob, listRuns, removeLog, restartJob } from '../../data/jobs.js';
import { isFinal, isWaiting, mayCancel, mayRestart, type ShownState } from '../../data/states.js';
import { controls } from '../../styles/controls.styles.js';
import { page } from '../../styles/page.styles.js';
import { reset } from '../../styles/reset.styles.js';
import { ask } from '../../components/confirm/confirm.js';
import '../../components/artifact-list/artifact-list.js';
import '../../components/contributions/contributions.js';
import '../../components/crumbs/crumbs.js';
import '../../components/duration/duration.js';
import '../../components/empty/empty.js';
import '../../components/icon/icon.js';
import '../../components/job-log/job-log.js';
import '../../components/loading/loading.js';
import '../../components/problem/problem.js';
import '../../components/run-list/run-list.js';
import '../../components/state/state.js';
import '../../components/time/time.js';
import { styles } from './job-page.styles.js';

/** One job: what it runs, why it waits, its log, and all its runs. */
export class JobPage extends LitElement {
  static override styles = [reset, controls, page, styles];
  @property() slug = '';
  @property({ type: Number }) jobId = 0;
  /** A run that the reader chose; 0: the latest. */
  @state() private chosenRun = 0;

  readonly #job = new Loader(this, {
    args: () => [this.jobId] as const,
    load: ([id], signal) => getJob(id, signal),
    loaded: (job) => this.#compareRuns(job),
  });
  readonly #runs = new Loader(this, {
    args: () => [this.jobId] as const,
    load: ([id], signal) => listRuns(id, signal),
  });

  constructor() {
    super();
    new LiveTopics(this, () => [`job:${this.jobId}`], {
      event: (name) => {
        if (name !== 'job:log') this.#job.reload();
      },
      lost: () => this.#job.reload(),
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('jobId')) this.chosenRun = 0;
  }

  protected override updated(): void {
    const job = this.#job.value;
    setPageTitle(
      job ? `${this.slug} ${job.number}` : `Job of ${this.slug}`,
      job?.state as ShownState | undefined,
    );
  }

  protected override render(): TemplateResult {
    const { value, error } = this.#job;
    if (!value && error)
      return html`<div class="panel">
        <tp-problem home .error=${error} @retry=${() => this.#job.reload(0)}></tp-problem>
      </div>`;
    if (!value) return html`<tp-loading lines="8" label="Loading the job"></tp-loading>`;
    return html`<div class="top">
        <tp-crumbs .crumbs=${this.#crumbs(value)}></tp-crumbs>
        ${this.#head(value)}
      </div>
      ${this.#body(value)}
      <tp-run-list
        .runs=${this.#runs.value?.runs ?? []}
        .shown=${this.#shownRun(value)}
        @choose=${(event: CustomEvent<number>) => (this.chosenRun = event.detail)}
      ></tp-run-list>
      ${
        value.build
          ? html`<tp-artifact-list
              .buildId=${value.build.id}
              .jobId=${value.id}
              .version=${value.version ?? 0}
            ></tp-artifact-list>`
          : nothing
      }
      <tp-contributions
        slot-name="job.panel"
        .job=${value}
        .build=${value.build}
        .repository=${value.repository}
      ></tp-contributions>`;
  }

  /** The runs are read beside the job, and again only where they tell of another time: nothing jumps. */
  #compareRuns(job: WireJob): void {
    const runs = this.#runs.value?.runs;
    if (!runs || !job.run) return;
    if (runs.find(({ run }) => run === job.run)?.state !== job.state) this.#runs.reload(0);
  }

  #crumbs(job: WireJob): readonly { title: string; href: string }[] {
    const parts = splitSlug(this.slug);
    const build = job.build;
    return [
      { title: parts.owner, href: pageHref(PAGES.owner, { owner: parts.owner }) },
      { title: parts.name, href: pageHref(PAGES.repository, parts) },
      ...(build
        ? [
            {
              title: `Build #${build.number ?? job.number?.split('.')[0]}`,
              href: pageHref(PAGES.build, { ...parts, id: build.id }),
            },
          ]
        : []),
    ];
  }

  #shownRun(job: WireJob): number {
    return this.chosenRun || (job.run ?? 0);
  }

  #head(job: WireJob): TemplateResult {
    const siblings = job.build?.jobs ?? [];
    const values = jobValues(
      job.config ?? {},
      siblings.flatMap(({ config }) => (config ? [config] : [])),
    );
    return html`<div class="head">
      <div class="main">
        <div class="line">
          <tp-state pill .state=${(job.state ?? 'created') as ShownState}></tp-state>
          <h1 tabindex="-1"><span class="num">${job.number}</span> ${job.name ?? ''}</h1>
          ${values.map(({ key, text }) => html`<span class="chip" title=${key}>${text}</span>`)}
          ${job.allow_failure ? html`<span class="tag">allowed to fail</span>` : nothing}
        </div>
        <div class="facts">${this.#facts(job)}</div>
      </div>
      <div class="row">${this.#steps(job)}${this.#actions(job)}</div>
    </div>`;
  }

  #facts(job: WireJob): TemplateResult {
    const message = firstLine(job.commit?.message);
    const run = this.#runs.value?.runs.find(({ run: n }) => n === this.#shownRun(job));
    return html`${message ? html`<span class="message">${message}</span>` : nothing}
      ${job.stage?.name ? html`<span>stage ${job.stage.name}</span>` : nothing}
      ${
        job.started_at
          ? html`<span
              ><tp-icon name="clock"></tp-icon
              ><tp-duration .from=${job.started_at} .to=${job.finished_at ?? null}></tp-duration
            ></span>`
          : nothing
      }
      <span><tp-icon name="calendar"></tp-icon><tp-time .at=${latestTime(job)}></tp-time></span>
      ${run ? html`<span><tp-icon name="server"></tp-icon>${run.worker}</span>` : nothing}
      ${job.needs ? html`<span>${job.needs.os} ${job.needs.arch}</span>` : nothing}`;
  }

  /** To the jobs before and after, without going back to the build. */
  #steps(job: WireJob): TemplateResult | typeof nothing {
    const order = [...(job.build?.jobs ?? [])].sort((a, b) => a.id - b.id);
    const at = order.findIndex(({ id }) => id === job.id);
    if (order.length < 2 || at < 0) return nothing;
    const link = (to: WireJob | undefined, title: string, icon: string): TemplateResult =>
      to
        ? html`<a
            class="button quiet icon"
            href=${pageHref(PAGES.job, { ...splitSlug(this.slug), id: to.id })}
            aria-label="${title} job"
            title="${title} job"
            ><tp-icon name=${icon}></tp-icon
          ></a>`
        : html`<button class="button quiet icon" disabled aria-label="${title} job">
            <tp-icon name=${icon}></tp-icon>
          </button>`;
    return html`${link(order[at - 1], 'Previous', 'left')}${link(order[at + 1], 'Next', 'right')}`;
  }

  #actions(job: WireJob): TemplateResult {
    return html`${
      mayRestart(job)
        ? html`<button class="button" @click=${() => this.#restart(job)}>
            <tp-icon name="restart"></tp-icon>Restart
          </button>`
        : nothing
    }
    ${
      mayCancel(job)
        ? html`<button
            class="button danger"
            ?disabled=${job.cancel_requested}
            @click=${() => this.#cancel(job)}
          >
            <tp-icon name="stop"></tp-icon>${job.cancel_requested ? 'Canceling' : 'Cancel'}
          </button>`
        : nothing
    }
    ${
      isFinal(job.state) && job['@permissions']?.delete_log && this.#hasLog()
        ? html`<button
            class="button quiet icon"
            aria-label="Remove the log"
            title="Remove the log"
            @click=${() => this.#removeLog(job)}
          >
            <tp-icon name="trash"></tp-icon>
          </button>`
        : nothing
    }`;
  }

  #body(job: WireJob): TemplateResult {
    const run = this.#shownRun(job);
    const waits = isWaiting(job.state);
    const removed = this.#runs.value?.runs.find((one) => one.run === run)?.log_removed;
    const reason = this.#reason(job, run);
    if (run === 0 && job.build?.config_error) return this.#fault(job);
    return html`${waits ? this.#waiting(job) : nothing}
    ${
      removed
        ? html`<section class="panel">
            <tp-empty icon="trash" heading="The log was removed">
              <p>
                ${removed.by ? `${removed.by} removed it` : removed.text}
                <tp-time .at=${removed.at}></tp-time>. Its result is kept.
              </p>
              ${reason ? html`<p>The run ended with: ${reason}</p>` : nothing}
            </tp-empty>
          </section>`
        : nothing
    }
    ${
      run > 0 && !removed
        ? html`<tp-job-log
            .job=${job.id}
            .run=${run}
            .number=${job.number ?? ''}
            .running=${run === job.run && !isFinal(job.state)}
            .failed=${this.#hasFailed(job, run)}
            .reason=${reason}
          ></tp-job-log>`
        : nothing
    }
    ${
      run === 0 && !waits
        ? html`<section class="panel steps">
            <p class="note">
              <tp-icon name="info"></tp-icon
              ><span
                >No worker ever took this job, so it has no log.
                ${job.reason ? html`<span class="why">${job.reason}</span>` : nothing}</span
              >
            </p>
          </section>`
        : nothing
    }`;
  }

  #hasFailed(job: WireJob, run: number): boolean {
    const state =
      run === job.run ? job.state : this.#runs.value?.runs.find((one) => one.run === run)?.state;
    return state === 'lost' || (isFinal(state) && state !== 'passed');
  }

  /** Nothing ran, and nothing will: the file has to be corrected. */
  #fault(job: WireJob): TemplateResult {
    const href = pageHref(PAGES.buildConfig, { ...splitSlug(this.slug), id: job.build?.id ?? 0 });
    return html`<section class="note problem" aria-label="What is wrong">
      <tp-icon name="warn"></tp-icon>
      <div>
        <strong>The configuration cannot be read</strong>
        ${job.reason ? html`<p class="why">${shortShas(job.reason)}</p>` : nothing}
        <p>
          So there is no job to run, and nothing to restart. Correct the file and push it.
          <a href=${href}>What was read</a>
        </p>
      </div>
    </section>`;
  }

  #hasLog(): boolean {
    return this.#runs.value?.runs.some(({ log_removed }) => log_removed === null) === true;
  }

  #reason(job: WireJob, run: number): string {
    const ended = this.#runs.value?.runs.find((one: WireRun) => one.run === run);
    return (run === job.run ? job.reason : undefined) ?? ended?.reason ?? '';
  }

  #waiting(job: WireJob): TemplateResult {
    const { waiting } = job;
    return html`<section class="note wait" aria-label="Why is this waiting?">
      <tp-icon name="clock"></tp-icon>
      <div>
        <strong>Why is this waiting?</strong>
        <p class="why">
          ${waiting?.reason ?? job.reason ?? 'The scheduler has not looked at it yet.'}
        </p>
        <p class="more">
          ${waiting ? html`For <tp-duration .from=${waiting.since}></tp-duration>.` : nothing}
          ${waiting?.queue ? html`Queue ${waiting.queue}${waiting.position ? html`, place ${waiting.position}` : nothing}.` : nothing}
        </p>
      </div>
    </section>`;
  }

  async #restart(job: WireJob): Promise<void> {
    await attempt(() => restartJob(job.id), `Job ${job.number} starts again.`);
    this.chosenRun = 0;
    this.#job.reload();
  }

  async #cancel(job: WireJob): Promise<void> {
    await attempt(() => cancelJob(job.id), `Job ${job.number} is being canceled.`);
    this.#job.reload();
  }

  async #removeLog(job: WireJob): Promise<void> {
    const yes = await ask({
      title: `Remove the log of job ${job.number}?`,
      text: 'The logs of all its runs are deleted for good. Who did it and when is kept.',
      action: 'Remove the log',
    });
    if (!yes) return;
    await attempt(() => removeLog(job.id), 'The log is removed.');
    this.#job.reload();
    this.#runs.reload();
  }
}
