import type { CompileResult, Limits } from '@turnpike/sdk';
import type { BuildFault } from './create-errored-build.js';
import { isUsed } from './is-used.js';

/** Why nothing of it may run: it asks for what is not carried out here, or is too large. */
export function boundsFault(compiled: CompileResult, limits: Limits): BuildFault | undefined {
  return refusedFault(compiled) ?? countFault(compiled, limits) ?? sizeFault(compiled, limits);
}

/** A job must not run as if a key were absent that makes it another one. */
function refusedFault({ messages, jobs }: CompileResult): BuildFault | undefined {
  const refused = messages.filter((message) => message.code === 'refused_key');
  const first = refused.find((message) => isUsed(message, jobs));
  if (!first) return undefined;
  const { src, line } = first;
  const at =
    src === undefined ? {} : { at: { file: src, line: line === undefined ? null : line + 1 } };
  return { rule: 'config-error', message: first.text ?? first.key, ...at };
}

function countFault({ jobs }: CompileResult, { jobsPerBuild }: Limits): BuildFault | undefined {
  if (jobs.length <= jobsPerBuild) return undefined;
  return {
    rule: 'config-error',
    message: `The configuration makes ${jobs.length} jobs, and a build may have ${jobsPerBuild} here (limits.jobsPerBuild). Make the matrix smaller, or leave combinations out with jobs.exclude.`,
  };
}

/** Every job holds what the root gives to all: few lines may make hundreds of megabytes. */
function sizeFault({ jobs }: CompileResult, { configBytes }: Limits): BuildFault | undefined {
  let bytes = 0;
  for (const job of jobs) {
    bytes += Buffer.byteLength(JSON.stringify(job));
    if (bytes > configBytes)
      return {
        rule: 'config-error',
        message: `The configurations of its ${jobs.length} jobs are longer than ${configBytes} bytes together (limits.configBytes). Keep long scripts in files of the repository, or make the matrix smaller.`,
      };
  }
  return undefined;
}
