/** Why what needs an engine is skipped here. With `CI` set that is a failure. */
export function skipFor(reason: string | undefined): string | undefined {
  if (reason !== undefined && process.env['CI']) throw new Error(`It was not tested: ${reason}`);
  return reason;
}
