/**
 * The values of the chart (`config/helm/turnpike`): its schema and the table of its README are made from here. The root is
 * open, since parent charts and shared files put keys of their own there; below it a misspelt key is refused.
 */
import { z } from 'zod';
import { flag, list, open, pairs, part, text } from './common.js';
import {
  broker,
  database,
  gateway,
  image,
  ingress,
  metrics,
  providers,
  secrets,
  storage,
  test,
} from './platform-values.js';
import { role } from './role-values.js';
import { seedShape } from './seed-values.js';
import { jobs, worker } from './worker-values.js';

export const chartValues = z
  .looseObject({
    ...seedShape,
    global: z
      .looseObject({ imageRegistry: z.string().optional() })
      .describe('Shared with a parent chart; `imageRegistry` is used.'),
    nameOverride: text('In place of the chart’s name.'),
    fullnameOverride: text('In place of the names of all objects.'),
    mode: z
      .enum(['single', 'split'])
      .describe('`single`: one pod. `split`: a Deployment a role; needs PostgreSQL.'),
    image,
    imagePullSecrets: list('Pull secrets of all pods.'),
    baseUrl: text('What browsers and code hosts use; empty: made from `ingress`.'),
    trustProxy: z
      .array(z.string())
      .describe('Proxies whose word on a visitor’s address is believed.'),
    sample: flag('Add and build a sample project on the first start (`mode: single`).'),
    commonLabels: pairs('Labels of all objects; never part of a selector.'),
    commonAnnotations: pairs('Annotations of all objects.'),
    database,
    broker,
    secrets,
    storage,
    providers,
    defaults: role('What every role starts from.'),
    single: role('The one pod of `mode: single`.'),
    listener: role('Takes deliveries.'),
    gatekeeper: role('Turns them into builds.'),
    scheduler: role('Decides what is queued.'),
    hub: role('Writes states, serves workers.'),
    logs: role('Keeps logs.'),
    tasks: role('Sends notifications.'),
    api: role('Serves the API.'),
    live: role('Tells browsers what happens.'),
    web: role('Serves the pages, and images of states.'),
    cron: role('Asks for builds by the clock.'),
    storageRole: role('Keeps caches, workspaces and artifacts.'),
    brokerRole: role('The product’s own broker.'),
    worker,
    jobs,
    ingress,
    gateway,
    networkPolicy: part(
      {
        enabled: flag('Only this release, its jobs and `ingressFrom` reach the platform.'),
        ingressFrom: list('Peers that may, such as the ingress controller’s namespace.'),
      },
      'Network policy of the platform.',
    ),
    metrics,
    test,
    config: open('Keys of the product’s own configuration, merged last; kept in a Secret.'),
    extraObjects: list('More objects; templates are expanded.'),
  })
  .partial();
