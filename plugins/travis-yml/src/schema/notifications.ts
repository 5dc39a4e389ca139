import type { ChoiceNode, KeyNode, KeyNodes, MapNode } from '@turnpike/sdk';
import { any, flag, frequency, listed, map, normal, switchable, text } from '@turnpike/sdk/yml';

/** Keys that every kind takes. */
const common: KeyNodes = {
  if: text,
  on_success: frequency,
  on_failure: frequency,
  enabled: flag,
  disabled: flag,
};

/** A kind's own keys as the whole: with what all kinds take, one or several, or a switch. */
function completed(node: KeyNode): KeyNode {
  const [own, ...shortForms] = node.type === 'any' ? node.any_of : [node];
  if (own?.type !== 'map') return node;
  const { summary, aliases } = own;
  const whole: MapNode = {
    ...switchable({ ...own.keys, ...common }, own.prefix?.key),
    ...(own.required && { required: own.required }),
    ...(aliases && { aliases }),
  };
  const about = node.summary ?? summary;
  return listed(
    any([whole, ...shortForms, flag], { normal: true }),
    about ? { summary: about } : {},
  );
}

/** `notifications`: text, list or switch mean `email`, where there is a notifier for it. */
export function notificationsNode(given: KeyNodes): ChoiceNode {
  const kinds: KeyNodes = Object.fromEntries(
    Object.entries(given).map(([name, node]) => [name, completed(node)]),
  );
  const email = kinds['email'];
  const root = map(
    { ...kinds, on_success: frequency, on_failure: frequency },
    {
      changes: [{ change: 'inherit', keys: ['on_success', 'on_failure'] }],
      ...(email && { prefix: { key: 'email' } }),
    },
  );
  const shortForms = email?.type === 'any' ? email.any_of : [flag];
  return any([normal(root), ...shortForms], { normal: true });
}
