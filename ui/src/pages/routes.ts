import { html, type TemplateResult } from 'lit';
import { PAGES } from '@turnpike/core/contracts/wire';
import type { PathParams } from '../controllers/router.js';

export interface Route {
  readonly path: string;
  /** The page's module, fetched when it is first needed. */
  readonly load: () => Promise<unknown>;
  readonly render: (params: PathParams) => TemplateResult;
  /** Shown to anybody. */
  readonly open?: boolean;
}

const slug = (params: PathParams): string => `${params.owner}/${params.name}`;

const home = (): Promise<unknown> => import('./home-page/home-page.js');
const repository = (): Promise<unknown> => import('./repository-page/repository-page.js');
const build = (): Promise<unknown> => import('./build-page/build-page.js');

function repositoryView(path: string, view: string): Route {
  return {
    path,
    load: repository,
    render: (params) =>
      html`<tp-repository-page .slug=${slug(params)} .view=${view}></tp-repository-page>`,
  };
}

function buildView(path: string, view: string): Route {
  return {
    path,
    load: build,
    render: (params) =>
      html`<tp-build-page
        .slug=${slug(params)}
        .buildId=${Number(params.id)}
        .view=${view}
      ></tp-build-page>`,
  };
}

/** Every page; fixed words before names. */
export const ROUTES: readonly Route[] = [
  { path: PAGES.home, load: home, render: () => html`<tp-home-page></tp-home-page>` },
  {
    path: PAGES.logIn,
    load: () => import('./login-page/login-page.js'),
    render: () => html`<tp-login-page></tp-login-page>`,
    open: true,
  },
  {
    path: PAGES.activity,
    load: () => import('./activity-page/activity-page.js'),
    render: () => html`<tp-activity-page></tp-activity-page>`,
  },
  {
    path: PAGES.lint,
    load: () => import('./lint-page/lint-page.js'),
    render: () => html`<tp-lint-page></tp-lint-page>`,
  },
  {
    path: PAGES.plugin,
    load: () => import('./plugin-page/plugin-page.js'),
    render: (params) => html`<tp-plugin-page .tag=${params.tag as string}></tp-plugin-page>`,
  },
  {
    path: PAGES.explorer,
    load: () => import('./explorer-page/explorer-page.js'),
    render: () => html`<tp-explorer-page></tp-explorer-page>`,
    open: true,
  },
  {
    path: PAGES.system,
    load: () => import('./system-page/system-page.js'),
    render: () => html`<tp-system-page></tp-system-page>`,
  },
  {
    path: PAGES.unsubscribe,
    load: () => import('./unsubscribe-page/unsubscribe-page.js'),
    render: (params) =>
      html`<tp-unsubscribe-page .token=${params.token as string}></tp-unsubscribe-page>`,
    open: true,
  },
  {
    path: PAGES.users,
    load: () => import('./users-page/users-page.js'),
    render: () => html`<tp-users-page></tp-users-page>`,
  },
  {
    path: PAGES.ownerPeople,
    load: () => import('./owner-people-page/owner-people-page.js'),
    render: (params) =>
      html`<tp-owner-people-page .owner=${params.owner as string}></tp-owner-people-page>`,
  },
  {
    path: PAGES.audit,
    load: () => import('./audit-page/audit-page.js'),
    render: () => html`<tp-audit-page></tp-audit-page>`,
  },
  {
    path: PAGES.account,
    load: () => import('./account-page/account-page.js'),
    render: () => html`<tp-account-page></tp-account-page>`,
  },
  {
    path: PAGES.help,
    load: () => import('./help-page/help-page.js'),
    render: () => html`<tp-help-page></tp-help-page>`,
    open: true,
  },
  {
    path: PAGES.controls,
    load: () => import('./controls-page/controls-page.js'),
    render: () => html`<tp-controls-page></tp-controls-page>`,
    open: true,
  },
  buildView(PAGES.build, 'jobs'),
  buildView(PAGES.buildConfig, 'config'),
  {
    path: PAGES.buildContribution,
    load: build,
    render: (params) =>
      html`<tp-build-page
        .slug=${slug(params)}
        .buildId=${Number(params.id)}
        view="plugin"
        .tag=${params.tag as string}
      ></tp-build-page>`,
  },
  {
    path: PAGES.job,
    load: () => import('./job-page/job-page.js'),
    render: (params) =>
      html`<tp-job-page .slug=${slug(params)} .jobId=${Number(params.id)}></tp-job-page>`,
  },
  repositoryView(PAGES.branches, 'branches'),
  repositoryView(PAGES.pullRequests, 'pull_requests'),
  repositoryView(PAGES.requests, 'requests'),
  repositoryView(PAGES.settings, 'settings'),
  repositoryView(PAGES.deliveries, 'deliveries'),
  repositoryView(PAGES.people, 'people'),
  repositoryView(PAGES.repositoryAudit, 'audit'),
  {
    path: PAGES.contribution,
    load: repository,
    render: (params) =>
      html`<tp-repository-page
        .slug=${slug(params)}
        view="plugin"
        .tag=${params.tag as string}
      ></tp-repository-page>`,
  },
  repositoryView(PAGES.repository, 'builds'),
  {
    path: PAGES.owner,
    load: home,
    render: (params) => html`<tp-home-page .owner=${params.owner as string}></tp-home-page>`,
  },
];
