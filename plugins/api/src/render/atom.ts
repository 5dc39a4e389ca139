/** A feed of builds (travis-api facts 9). */
import type { Build, Commit, Repository } from '@turnpike/sdk';
import { latest, wholeTime } from '../envelope/times.js';
import { buildPage } from './build-page.js';
import { element, XML_HEAD, type Xml } from './xml.js';

export interface AtomEntry {
  readonly build: Build;
  readonly commit: Commit | undefined;
}

export function atomFeed(
  publicUrl: string,
  repository: Repository,
  entries: readonly AtomEntry[],
): Xml {
  const updated = entries.map(({ build }) => changedAt(build));
  const feed = element('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, [
    element('title', {}, `${repository.slug} builds`),
    element('id', {}, `repo:${repository.id}`),
    element('link', { rel: 'alternate', href: publicUrl }),
    element('updated', {}, wholeTime(Math.max(repository.createdAt, ...updated))),
    ...entries.map((entry) => drawEntry(publicUrl, repository, entry)),
  ]);
  return `${XML_HEAD}${feed}` as Xml;
}

const changedAt = ({ createdAt, startedAt, finishedAt, restartedAt }: Build): number =>
  latest(createdAt, startedAt, finishedAt, restartedAt);

function drawEntry(publicUrl: string, repository: Repository, { build, commit }: AtomEntry): Xml {
  const { id, number, state } = build;
  return element('entry', {}, [
    element('title', {}, `${repository.slug} Build #${number}`),
    element('id', {}, `repo:${repository.id}:build:${id}`),
    element('link', { rel: 'alternate', href: buildPage(publicUrl, repository, build) }),
    element('updated', {}, wholeTime(changedAt(build))),
    element('summary', { type: 'html' }, summary(build, commit)),
    element('author', {}, [element('name', {}, commit?.authorName ?? build.sender ?? 'unknown')]),
    element('category', { term: state }),
  ]);
}

/** HTML inside of XML: text is escaped once for each. */
function summary({ state, durationMs }: Build, commit: Commit | undefined): string {
  const seconds = durationMs === null ? undefined : Math.round(durationMs / 1000);
  const [line = ''] = (commit?.message ?? '').split('\n');
  const author = commit?.authorName ? ` (${commit.authorName})` : '';
  const took = seconds === undefined ? '' : `<br/>Duration: ${seconds} seconds`;
  const told = String(element('p', {}, `${line}${author}`));
  return `${told}<p>State: ${state}${took}</p>`;
}
