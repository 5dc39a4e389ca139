import type { JsonSchema } from '../operation.js';

/** Types of the wire contract as JSON Schema, by name: `WireBuild`, `WireInputs.cron`. Loaded on first use. @experimental */
export async function wireSchemas(): Promise<Readonly<Record<string, JsonSchema>>> {
  const { WIRE_SCHEMAS } = await import('./schemas.generated.js');
  return WIRE_SCHEMAS;
}
