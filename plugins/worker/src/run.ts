import { randomBytes } from 'node:crypto';
import {
  type Claim,
  type Clock,
  type CompiledScript,
  type Executor,
  type Hooks,
  type Instance,
  type Leases,
  type Logger,
  type LogSink,
  type RunRef,
  type ScriptCompiler,
} from '@turnpike/sdk';
import { maskText, secretPatterns, type SecretPatterns } from '@turnpike/sdk/masking';
import type { WorkerConfig } from './config.js';
import type { Ending } from './ending.js';
import type { LeaseKeeper } from './lease-keeper.js';
import { limitsOf, type RunLimits } from './limits.js';
import type { LogPump } from './log/log-pump.js';
import { createReporter, type Reporter } from './reporter.js';
import { withFileUrl } from './file-url.js';
import { secretsOf } from './secrets-of.js';

/** What all runs of a worker share. */
export interface WorkerParts {
  readonly leases: Leases;
  readonly logSink: LogSink;
  readonly scriptCompiler: ScriptCompiler;
  readonly executor: Executor;
  readonly hooks: Pick<Hooks, 'instance' | 'log'>;
  readonly config: WorkerConfig;
  readonly clock: Clock;
  readonly log: Logger;
  /** For undelivered logs. */
  readonly spoolDir: string;
}

/** One claimed run. Steps fill it; `end` decides how it ends. */
export interface Run {
  readonly ref: RunRef;
  readonly claim: Claim;
  /** Monotonic, when it was claimed. */
  readonly claimedAt: number;
  readonly parts: WorkerParts;
  readonly limits: RunLimits;
  readonly secrets: SecretPatterns;
  /** Begins the lines in which the script tells what its secret variables hold. */
  readonly tell: string;
  /** Masks one more value from now on. */
  learn(secret: string): void;
  readonly reporter: Reporter;
  readonly log: Logger;
  /** Aborted by the first ending. */
  readonly signal: AbortSignal;
  /** Aborted when even delivering the result makes no sense any more. */
  readonly quit: AbortSignal;
  readonly ending: Ending | undefined;
  /** The first ending counts; only one that gives the run away overrides a result that is not delivered yet. */
  end(ending: Ending): void;
  mask(text: string): string;
  lease?: LeaseKeeper;
  pump?: LogPump;
  script?: CompiledScript;
  instance?: Instance;
}

const RANK = { final: 0, lost: 1, forgotten: 2 } as const;

export function createRun(parts: WorkerParts, claim: Claim, claimedAt: number): Run {
  const ref: RunRef = { jobId: claim.jobId, run: claim.run };
  const log = parts.log.child({ ...ref });
  const [decided, quit] = [new AbortController(), new AbortController()];
  const known = new Set([...secretsOf(claim.payload), claim.runToken]);
  let secrets = secretPatterns(known);
  let ending: Ending | undefined;
  return {
    ref,
    claim: { ...claim, payload: withFileUrl(claim.payload) },
    claimedAt,
    parts,
    limits: limitsOf(claim.payload, parts.config),
    get secrets() {
      return secrets;
    },
    tell: `turnpike-tells-${randomBytes(16).toString('hex')}`,
    learn(secret) {
      if (known.has(secret)) return;
      known.add(secret);
      secrets = secretPatterns(known);
    },
    reporter: createReporter({
      leases: parts.leases,
      run: ref,
      runToken: claim.runToken,
      clock: parts.clock,
      log,
    }),
    log,
    signal: decided.signal,
    quit: quit.signal,
    get ending() {
      return ending;
    },
    end(next) {
      if (ending && RANK[next.kind] <= RANK[ending.kind]) return;
      if (ending || next.kind === 'forgotten') quit.abort(new Error('The run was given away.'));
      ending = next;
      decided.abort(new Error(next.reason ?? 'The run has ended.'));
    },
    mask: (text) => maskText(secrets, text),
  };
}
