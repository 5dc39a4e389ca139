import type { User } from '../../contracts/domain.js';
import { entity } from '../entity.js';

export const users = entity<User>('users', {
  id: 'plain',
  login: 'plain',
  name: 'plain',
  email: 'plain',
  admin: 'bool',
  suspendedAt: 'plain',
  createdAt: 'plain',
  ownerId: 'plain',
});
