/** What the routes of this plugin do. */
import { z, type Operation, type Operations } from '@turnpike/sdk';

const told = z.object({
  delivery_id: z.number().int().nullable().optional(),
  outcome: z.enum(['accepted', 'ignored', 'rejected', 'duplicate']),
  request_id: z.number().int().nullable().optional(),
  reason: z.string().nullable(),
});

const params = {
  provider: { description: 'Id of the VCS provider: `github`.' },
  hint: { description: 'Id of the repository, as its webhook has it.' },
};

const delivery = (path: string): Operation => ({
  address: `POST ${path}`,
  summary: 'Takes what a code host tells',
  description: 'The body is what the host sends, JSON or a form; its signature is checked.',
  tag: 'Deliveries',
  rights: 'delivery',
  params: Object.fromEntries(Object.entries(params).filter(([name]) => path.includes(`:${name}`))),
  body: { mediaType: '*/*' },
  answers: {
    200: { description: 'It was taken before.', schema: told },
    202: { schema: told },
  },
});

export const operations: Operations = {
  deliver: delivery('/hooks/:provider'),
  deliverFor: delivery('/hooks/:provider/:hint'),
  deliverAsTravis: delivery('/'),
};
