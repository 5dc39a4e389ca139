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
  type RunningScript,
  type RunRef,
  type ScriptCompiler,
} from '@turnpike/sdk';
import { maskText, secretPatterns, type SecretPatterns } from '@turnpike/sdk/masking';
import type { WorkerConfig } from './config.js';
import type { Ending } from './ending.js';
import type { Keepsake } from './keepsake.js';
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
  /** Time to start an instance. */
  readonly startSeconds: number;
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
  /** For the next process of this worker, if this one goes first. */
  readonly keepsake: Keepsake;
  /** An earlier process of this worker has begun it. */
  readonly adopted: boolean;
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
  /** Of an instance that was adopted: its output from the first byte on. */
  resume?: () => RunningScript;
}

const RANK = { final: 0, lost: 1, left: 2, forgotten: 3 } as const;
/** Reports of earlier processes are fewer than tenths of a second since the start. */
const SEQ_MS = 100;

/** How a run came to this process. */
export interface Beginning {
  /** Monotonic, when it was claimed. */
  readonly claimedAt: number;
  readonly claimId: string;
  /** Of the earlier process whose run is adopted. */
  readonly adopted?: Keepsake | undefined;
}

export function createRun(
  parts: WorkerParts,
  claim: Claim,
  { claimedAt, claimId, adopted }: Beginning,
): Run {
  const ref: RunRef = { jobId: claim.jobId, run: claim.run };
  const log = parts.log.child({ ...ref });
  const [decided, quit] = [new AbortController(), new AbortController()];
  const now = parts.clock.now();
  const tell = `turnpike-tells-${randomBytes(16).toString('hex')}`;
  const keepsake = adopted ?? { claimId, tell, startedAt: now };
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
    tell: keepsake.tell,
    keepsake,
    adopted: adopted !== undefined,
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
      after: adopted ? 100 + Math.floor(Math.max(0, now - adopted.startedAt) / SEQ_MS) : 0,
    }),
    log,
    signal: decided.signal,
    quit: quit.signal,
    get ending() {
      return ending;
    },
    end(next) {
      if (ending && RANK[next.kind] <= RANK[ending.kind]) return;
      if (ending || next.kind === 'forgotten' || next.kind === 'left')
        quit.abort(new Error('The run was given away.'));
      ending = next;
      decided.abort(new Error(next.reason ?? 'The run has ended.'));
    },
    mask: (text) => maskText(secrets, text),
  };
}
