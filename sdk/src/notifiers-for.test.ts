import { describe, expect, it } from 'vitest';
import type { NotifierDefaults, PluginManifest } from '@turnpike/core/contracts';
import { notifiersFor } from './notifiers-for.js';

const notifier = { id: 'chat', needsStatuses: false } as NotifierDefaults;
const statuses = { ...notifier, id: 'statuses', needsStatuses: true };
const manifest = (parts: Partial<PluginManifest>): PluginManifest =>
  ({ notifier: null, provider: null, ...parts }) as PluginManifest;

describe('notifiersFor', () => {
  const manifests = [
    manifest({ provider: { id: 'git', statuses: false } }),
    manifest({ provider: { id: 'github', statuses: true } }),
    manifest({ notifier: statuses }),
    manifest({ notifier }),
  ];

  it('leaves out a notifier of commit statuses where the provider has none', () => {
    expect(notifiersFor(manifests, 'git')).toEqual([notifier]);
  });

  it('leaves others as they are', () => {
    expect(notifiersFor(manifests, 'github')).toEqual([statuses, notifier]);
    // A provider that declares nothing may have statuses.
    expect(notifiersFor(manifests, 'undeclared')).toEqual([statuses, notifier]);
  });
});
