import type { ApiToken } from '../../contracts/domain.js';
import { entity } from '../entity.js';

export const tokenEntity = entity<ApiToken>('api_tokens', {
  id: 'plain',
  userId: 'plain',
  name: 'plain',
  scopes: 'json',
  createdAt: 'plain',
  usedAt: 'plain',
  expiresAt: 'plain',
});
