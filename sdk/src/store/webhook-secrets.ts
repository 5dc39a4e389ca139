/**
 * The secrets of a repository's webhook as `sealedWebhookSecret` holds them: one, or several while one
 * is being replaced. Seal the answer, or give the opened text to `readWebhookSecrets`.
 * @experimental
 */
export function writeWebhookSecrets(secrets: readonly string[]): string {
  const [only] = secrets;
  return secrets.length === 1 && only !== undefined && !only.startsWith('[')
    ? only
    : JSON.stringify(secrets);
}

/** The other way round; at least one. @experimental */
export function readWebhookSecrets(text: string): readonly string[] {
  return text.startsWith('[') ? (JSON.parse(text) as readonly string[]) : [text];
}
