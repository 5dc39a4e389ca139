import { describe, expect, it } from 'vitest';
import type { NotifierDefaults, PluginManifest } from '@turnpike/core/contracts';
import { notifiersOf } from './notifiers-of.js';

const notifier = { id: 'chat', needsStatuses: false } as NotifierDefaults;
const manifest = (parts: Partial<PluginManifest>): PluginManifest =>
  ({ notifier: null, provider: null, ...parts }) as PluginManifest;

describe('notifiersOf', () => {
  const providers = [
    manifest({ provider: { id: 'git', statuses: false } }),
    manifest({ provider: { id: 'github', statuses: true } }),
    // A provider that declares nothing may have statuses.
    manifest({}),
  ];

  it('knows whose repositories a notifier of commit statuses has nothing to say to', () => {
    const statuses = { ...notifier, id: 'statuses', needsStatuses: true };
    expect(notifiersOf([...providers, manifest({ notifier: statuses })])).toEqual([
      { ...statuses, unheardBy: ['git'] },
    ]);
  });

  it('leaves others as they are', () => {
    expect(notifiersOf([...providers, manifest({ notifier })])).toEqual([notifier]);
  });
});
