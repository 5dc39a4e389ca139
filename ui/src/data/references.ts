interface Node {
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function isReference(node: Node): boolean {
  const keys = Object.keys(node);
  return keys.length === 1 && keys[0] === '@href';
}

function collect(value: unknown, found: Map<string, Node>): void {
  if (Array.isArray(value)) return value.forEach((item) => collect(item, found));
  if (!isNode(value)) return;
  const href = value['@href'];
  if (typeof href === 'string' && !isReference(value)) {
    const known = found.get(href);
    if (!known || Object.keys(known).length < Object.keys(value).length) found.set(href, value);
  }
  Object.values(value).forEach((item) => collect(item, found));
}

function replaced(value: unknown, found: ReadonlyMap<string, Node>): unknown {
  if (!isNode(value) || Array.isArray(value) || !isReference(value)) return value;
  return found.get(String(value['@href'])) ?? value;
}

function fill(value: unknown, found: ReadonlyMap<string, Node>, seen: Set<object>): void {
  if (!isNode(value) || seen.has(value)) return;
  seen.add(value);
  const target = value as Record<string, unknown>;
  for (const key of Object.keys(target)) {
    target[key] = replaced(target[key], found);
    fill(target[key], found, seen);
  }
}

/**
 * An object that occurs twice in an answer comes the second time as only its `@href` (travis-api facts 3):
 * puts the whole object there, in place. The result may be circular.
 */
export function resolveReferences<T>(answer: T): T {
  const found = new Map<string, Node>();
  collect(answer, found);
  fill(answer, found, new Set());
  return answer;
}
