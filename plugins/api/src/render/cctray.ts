/** CCTray: what lamps and menu bars read of a repository (travis-api facts 9). */
import { isFinal, type Build, type Repository } from '@turnpike/sdk';
import { wholeTime } from '../envelope/times.js';
import { buildPage } from './build-page.js';
import { element, XML_HEAD, type Xml } from './xml.js';

const STATUSES: Readonly<Record<string, string>> = {
  passed: 'Success',
  failed: 'Failure',
  errored: 'Error',
  canceled: 'Canceled',
};

export function ccProjects(projects: readonly Xml[]): Xml {
  return `${XML_HEAD}${element('Projects', {}, projects)}` as Xml;
}

/** `finished`: the last that is over; its result is shown while another runs. */
export function ccProject(
  publicUrl: string,
  repository: Repository,
  newest: Build,
  finished: Build | undefined,
): Xml {
  const at = finished?.finishedAt ?? newest.startedAt;
  return element('Project', {
    name: repository.slug,
    activity: isFinal(newest.state) ? 'Sleeping' : 'Building',
    lastBuildStatus: STATUSES[finished?.state ?? ''] ?? 'Unknown',
    lastBuildLabel: (finished ?? newest).number,
    lastBuildTime: at === null ? '' : wholeTime(at),
    webUrl: buildPage(publicUrl, repository, finished ?? newest),
  });
}
