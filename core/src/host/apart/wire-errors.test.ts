import { describe, expect, it } from 'vitest';
import { ConfigError, ExternalHostError, NotFoundError } from '../../contracts/errors.js';
import { errorIn, errorOut } from './wire-errors.js';
import { fromText, toText } from './wire-text.js';

const crossed = (error: unknown) => errorIn(fromText(toText(errorOut(error))));

describe('errors that cross', () => {
  it('keep their code, class and details', () => {
    const error = crossed(
      new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', 'Not back.', { key: 'a' }),
    );
    expect(error).toBeInstanceOf(ExternalHostError);
    expect(error).toMatchObject({ message: 'Not back.', retryable: true, details: { key: 'a' } });
    expect(crossed(new NotFoundError('Gone.'))).toBeInstanceOf(NotFoundError);
  });

  it('cannot say that the server is configured wrongly', () => {
    const error = crossed(new ConfigError('TURNPIKE_CONFIG_INVALID', 'Stop.'));
    expect(error).not.toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'TURNPIKE_CONFIG_INVALID' });
  });

  it('keep whom an executor blames', () => {
    expect(crossed(Object.assign(new Error('no'), { blame: 'user' }))).toMatchObject({
      blame: 'user',
    });
  });

  it.each([[undefined], [null], ['text'], [{ message: 3 }], [{ code: 'toString', message: 'x' }]])(
    'are errors whatever was sent: %j',
    (sent) => {
      const error = errorIn(sent);
      expect(error).toBeInstanceOf(Error);
      expect('code' in error).toBe(false);
    },
  );

  it('tell what was thrown that is no error', () => {
    expect(crossed('a text').message).toBe('a text');
  });
});
