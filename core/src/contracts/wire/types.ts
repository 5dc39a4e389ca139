/** The answers of API v3 by their names, as `CALLS` says them. */
import type { WireError, WirePending } from './envelope.js';
import type * as Wire from './resources.js';
import type { WireSystem, WireUi } from './system.js';

/** Types of answers by name. @stable */
export interface WireTypes {
  /** Of calls that answer a map of their own. */
  readonly JsonObject: Readonly<Record<string, unknown>>;
  readonly WireArtifacts: Wire.WireArtifacts;
  readonly WireAuditEntries: Wire.WireAuditEntries;
  readonly WireBranch: Wire.WireBranch;
  readonly WireBranches: Wire.WireBranches;
  readonly WireBrowserSessions: Wire.WireBrowserSessions;
  readonly WireSyncs: Wire.WireSyncs;
  readonly WireBuild: Wire.WireBuild;
  readonly WireBuildConfig: Wire.WireBuildConfig;
  readonly WireBuilds: Wire.WireBuilds;
  readonly WireCaches: Wire.WireCaches;
  readonly WireCron: Wire.WireCron;
  readonly WireCrons: Wire.WireCrons;
  readonly WireDeliveries: Wire.WireDeliveries;
  readonly WireDelivery: Wire.WireDelivery;
  readonly WireEnvVar: Wire.WireEnvVar;
  readonly WireEnvVars: Wire.WireEnvVars;
  readonly WireError: WireError;
  readonly WireJob: Wire.WireJob;
  readonly WireJobs: Wire.WireJobs;
  readonly WireKeyPair: Wire.WireKeyPair;
  readonly WireSshKey: Wire.WireSshKey;
  readonly WireLint: Wire.WireLint;
  readonly WireLog: Wire.WireLog;
  readonly WireLogMatches: Wire.WireLogMatches;
  readonly WireLogParts: Wire.WireLogParts;
  readonly WireMessages: Wire.WireMessages;
  readonly WireNotifications: Wire.WireNotifications;
  readonly WireOwner: Wire.WireOwner;
  readonly WireOwners: Wire.WireOwners;
  readonly WirePending: WirePending;
  readonly WirePermission: Wire.WirePermission;
  readonly WirePermissions: Wire.WirePermissions;
  readonly WireHookLeft: Wire.WireHookLeft;
  readonly WireRemovedRepositories: Wire.WireRemovedRepositories;
  readonly WireRemovedRepository: Wire.WireRemovedRepository;
  readonly WireRepositories: Wire.WireRepositories;
  readonly WireRepository: Wire.WireRepository;
  readonly WireRequest: Wire.WireRequest;
  readonly WireRequests: Wire.WireRequests;
  readonly WireRevoked: Wire.WireRevoked;
  readonly WireRuns: Wire.WireRuns;
  readonly WireServerConfig: Wire.WireServerConfig;
  readonly WireSession: Wire.WireSession;
  readonly WireSetting: Wire.WireSetting;
  readonly WireSettings: Wire.WireSettings;
  readonly WireStages: Wire.WireStages;
  readonly WireSystem: WireSystem;
  readonly WireToken: Wire.WireToken;
  readonly WireTokens: Wire.WireTokens;
  readonly WireUi: WireUi;
  readonly WireUser: Wire.WireUser;
  readonly WireUserLink: Wire.WireUserLink;
  readonly WireUsers: Wire.WireUsers;
  readonly WireWebhook: Wire.WireWebhook;
  readonly WireWorkerToken: Wire.WireWorkerToken;
  readonly WireWorkerTokens: Wire.WireWorkerTokens;
}
