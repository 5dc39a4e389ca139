import { type ChoiceNode, type KeyNode, type KeyNodes, type MapNode } from '@turnpike/sdk';
import { notificationForm } from '@turnpike/sdk/platform';
import {
  acts,
  any,
  flag,
  frequency,
  listed,
  map,
  normal,
  switchable,
  text,
} from '@turnpike/sdk/yml';

/** Keys that every kind takes. */
const common: KeyNodes = {
  if: acts(text, 'travis-yml/pipeline'),
  on_success: acts(frequency, 'hub/notify-build'),
  on_failure: acts(frequency, 'hub/notify-build'),
  enabled: acts(flag, 'hub/notify-build'),
  disabled: acts(flag, 'hub/notify-build'),
};

/** A kind's own keys as the whole: with what all kinds take, one or several, or a switch. */
function completed(node: KeyNode): KeyNode {
  const form = notificationForm(node);
  if (!form) return node;
  const { map: own, main, shortForms } = form;
  const { summary, aliases } = own;
  const whole: MapNode = {
    ...switchable({ ...own.keys, ...common }, main),
    ...(own.required && { required: own.required }),
    ...(aliases && { aliases }),
  };
  const about = node.summary ?? summary;
  return listed(any([whole, ...shortForms, flag], { normal: true }), {
    ...(about && { summary: about }),
    ...(node.inert && { inert: node.inert }),
  });
}

/** `notifications`: text, list or switch mean `email`, where there is a notifier for it. */
export function notificationsNode(given: KeyNodes): ChoiceNode {
  const kinds: KeyNodes = Object.fromEntries(
    Object.entries(given).map(([name, node]) => [name, completed(node)]),
  );
  const email = kinds['email'];
  const root = map(
    {
      ...kinds,
      on_success: common['on_success'] as KeyNode,
      on_failure: common['on_failure'] as KeyNode,
    },
    {
      changes: [{ change: 'inherit', keys: ['on_success', 'on_failure'] }],
      ...(email && { prefix: { key: 'email' } }),
    },
  );
  const shortForms = email?.type === 'any' ? email.any_of : [flag];
  return any([normal(root), ...shortForms], { normal: true });
}
