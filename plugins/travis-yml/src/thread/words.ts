/** What the main thread and a reading thread say to each other: structured clones, no functions. */
import type { CompileInput, CompileResult, LintInput, LintResult } from '@turnpike/sdk';

/** What the compiler asks of the outside; hooks are asked alike. */
export type PortName = 'file' | 'repo' | 'reencrypt' | 'decrypt' | 'normalize' | 'expand';

export type Task =
  | {
      readonly kind: 'compile';
      readonly input: CompileInput;
      /** Those that are there to be asked. */
      readonly ports: readonly PortName[];
    }
  | { readonly kind: 'lint'; readonly input: LintInput };

export type ToThread =
  | { readonly task: Task }
  | { readonly answer: number; readonly value?: unknown; readonly failed?: true };

export type FromThread =
  | { readonly ready: true }
  | { readonly ask: number; readonly port: PortName; readonly args: readonly unknown[] }
  | { readonly done: CompileResult | LintResult }
  | { readonly refused: Refused };

/** Why there is no result. */
export type Refused =
  /** The port's own error: whoever asked has it. */
  | { readonly ask: number }
  | { readonly code: string; readonly message: string; readonly details: object }
  | { readonly fault: string };
