import {
  INCLUDES,
  type WireBuild,
  type WireBuildConfig,
  type WireBuilds,
  type WireInputs,
  type WireNotifications,
  type WirePending,
} from '@turnpike/core/contracts/wire';
import { call } from './http.js';

export interface BuildFilter {
  readonly branch?: string;
  readonly state?: string;
  readonly eventTypes?: string;
  readonly offset?: number;
  readonly limit?: number;
}

export function listBuilds(
  repo: number,
  filter: BuildFilter,
  signal?: AbortSignal,
): Promise<WireBuilds> {
  return call('builds', {
    params: { repo },
    query: {
      'branch.name': filter.branch,
      'build.state': filter.state,
      'build.event_type': filter.eventTypes,
      offset: filter.offset,
      limit: filter.limit ?? 25,
      include: INCLUDES.builds,
    },
    ...(signal && { signal }),
  });
}

export function getBuild(id: number, signal?: AbortSignal): Promise<WireBuild> {
  return call('build', {
    params: { id },
    query: { include: INCLUDES.build },
    ...(signal && { signal }),
  });
}

export function getBuildConfig(id: number, signal?: AbortSignal): Promise<WireBuildConfig> {
  return call('buildConfig', { params: { id }, ...(signal && { signal }) });
}

export function listNotifications(id: number, signal?: AbortSignal): Promise<WireNotifications> {
  return call('buildNotifications', { params: { id }, ...(signal && { signal }) });
}

export function sendAgain(id: number): Promise<WirePending> {
  return call('sendAgain', { params: { id } });
}

export function restartBuild(id: number, onlyFailed: boolean): Promise<WirePending> {
  const body: WireInputs['restart_build'] = onlyFailed ? { only_failed: true } : {};
  return call('restartBuild', { params: { id }, body });
}

export function prioritizeBuild(id: number): Promise<WirePending> {
  return call('prioritizeBuild', { params: { id }, body: {} });
}

export function cancelBuild(id: number): Promise<WirePending> {
  return call('cancelBuild', { params: { id }, body: {} });
}
