import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from '@turnpike/sdk';

/** The part `users[].user.exec` of a kubeconfig: a program that knows a token (`aws eks get-token`, …). */
export const execPlugin = z.looseObject({
  apiVersion: z.enum(['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']),
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  provideClusterInfo: z.literal(false, 'is not supported').optional(),
});
const answer = z.looseObject({
  status: z.looseObject({
    token: z.string('is not there: credentials by certificate are not supported'),
    expirationTimestamp: z.string().optional(),
  }),
});
/** Asked anew so long before a token ends. */
const EARLY_MS = 60_000;
const PATIENCE_MS = 30_000;

/** Runs the program when there is no token, when it ends soon, or when the server has refused it. */
export function execCredential(
  plugin: z.infer<typeof execPlugin>,
  folder: string,
): (again?: boolean) => Promise<string> {
  let known: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const { apiVersion, command, args, env } = plugin;
    const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
    const own = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]));
    const { stdout } = await promisify(execFile)(command, args ?? [], {
      cwd: folder,
      timeout: PATIENCE_MS,
      env: { ...process.env, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
    });
    const { token, expirationTimestamp } = answer.parse(JSON.parse(stdout)).status;
    const until = expirationTimestamp ? Date.parse(expirationTimestamp) - EARLY_MS : Infinity;
    known = { token, until };
    return token;
  }

  return async (again = false) => {
    if (!again && known && Date.now() < known.until) return known.token;
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };
}
