/** What it means to be given something, in words for whoever installs a plugin. */
import type { HookName } from './hooks.js';

/** To tap it. */
export const HOOK_WORDS: Readonly<Record<HookName, string>> = {
  'delivery.accept': 'reads what code hosts send, and refuses it',
  'request.accept': 'refuses what is to be built, before anything is fetched',
  'request.approve': 'sees the jobs of a build, and refuses it',
  'config.fetch': 'gives configuration files in place of those of the repository',
  'config.normalize': 'changes the configuration of builds',
  'matrix.expand': 'adds, changes and leaves out jobs',
  'job.limit': 'keeps jobs waiting',
  'job.route': 'chooses the queue of a job',
  'job.payload': 'changes what workers are told to run',
  'job.command': 'refuses that jobs are canceled and restarted',
  'script.stage': 'adds lines to the scripts of jobs, which run with their secrets',
  'instance.started': 'is told when the place of a job is there',
  'instance.stopping': 'is told before the place of a job goes',
  'log.filter': 'reads and changes the logs of jobs',
  'notification.filter': 'keeps notifications from being sent',
  'access.decide': 'decides who may read, write and administrate repositories',
  'host.ready': 'is told when the server has started',
  'host.stopping': 'is told before the server stops',
};

/** To require it. Those without words are told as a service of another plugin. */
export const REQUIRED_WORDS: Readonly<Record<string, string>> = {
  store: 'reads and changes everything that the platform stores',
  events: 'hears events beyond those named',
  secrets: 'opens everything that is encrypted here',
  tokenIssuer: 'makes tokens that jobs and workers are let in with, and signs',
  clock: 'reads the clock',
  metrics: 'adds figures to the metrics',
  outbound: 'asks the hosts named below',
  codeHosts:
    'reads which code hosts are configured; with the credentials for those of the kinds named below',
  installed: 'reads which plugins are installed and how they do',
  configCompiler: 'reads configurations of builds',
  scriptCompiler: 'makes scripts of jobs',
  leases: 'takes jobs, with all their secrets, and reports how they end',
  commands: 'cancels and restarts jobs',
  deliveries: 'hands in what code hosts sent',
  requestPreview: 'shows what a configuration would build',
  logSink: 'writes logs of jobs',
  logReader: 'reads logs of jobs',
  visitorRights: 'asks what visitors may read',
  shownPages: 'asks which pages there are',
  logins: 'uses all ways to log in',
  vcsProviders: 'speaks to code hosts, with the credentials it is given',
  executors: 'starts and stops the places that jobs run in',
  logStores: 'reads and writes stored logs',
  fileStores: 'reads and writes what jobs kept: caches, workspaces, artifacts',
  storedFiles: 'reads which files of jobs are kept, and where',
  notifiers: 'sends notifications by all notifiers',
  languages: 'uses all languages',
  addons: 'uses all add-ons',
  services: 'uses all services',
  deploys: 'uses all ways to deploy',
  factSources: 'reads what administrators are told of the process',
};

/** To provide it. */
export const OFFERED_WORDS: Readonly<Record<string, string>> = {
  logins: 'logs people in',
  vcsProviders: 'speaks for a code host, and gets the credentials of its repositories',
  executors: 'runs jobs: gets their scripts with all secrets',
  logStores: 'keeps the logs of jobs',
  fileStores: 'keeps caches, workspaces and artifacts of jobs',
  notifiers: 'is told how builds end, with the secrets of its own entries',
  languages: 'writes scripts of jobs in its language, and sees what they are given',
  addons: 'writes parts of scripts of jobs that use it, and sees what they are given',
  services: 'starts services of jobs that use it, and sees what they are given',
  deploys: 'deploys, with the credentials of jobs that use it',
  factSources: 'tells administrators of itself',
};
