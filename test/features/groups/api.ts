import { missing, of, shown, type FeatureGroup } from '../feature.js';
import { files as f, pageTest } from '../files.js';

const envelope = 'plugins/api/src/envelope/envelope.test.ts';

export const api: FeatureGroup = {
  letter: 'N',
  title: 'The API',
  features: [
    shown(
      'N1',
      'Version 3 answers as Travis answers.',
      of(
        envelope,
        'renders a build with what is asked for, and names what stands above',
        'pages, filters and warns of parameters it does not know',
        'answers every list and object of the interface',
      ),
      of('plugins/api/src/travis/travis.test.ts', 'lists what there is, in templates that answer'),
      of(f.http, 'answers the version of the API that a client names, below /api without one too'),
    ),
    shown(
      'N2',
      'A page describes each call and tries it.',
      of(
        pageTest('explorer-page'),
        'lists calls by heading, and finds them by words',
        'tries a GET once its parameters are there, by the keyboard too',
      ),
      of(
        'test/integration/openapi.test.ts',
        'has every route of the live server, each described, with its rights',
      ),
    ),
    shown(
      'N3',
      'Older versions answer their clients.',
      of(
        f.v2,
        'greets, at the root and below /api',
        'are shown with their jobs, whose logs the client finds, and without secrets',
        'are cancelled and restarted by who may, with a row in the audit log',
      ),
    ),
    missing(
      'N4',
      'Each resource has its routes.',
      'broadcasts to be written, custom keys and images, variables of accounts, executions, scan results, storage',
    ),
    shown(
      'N5',
      'A typed client is shipped.',
      of(
        'test/integration/client.test.ts',
        'asks by name, with the parameters of the path, a query and a body',
        'walks through the pages of a list',
        'throws the code of the server, and one of its own where there is none',
      ),
    ),
    shown(
      'N6',
      'Other origins and the rate of calls are bounded.',
      of(
        f.http,
        'answers other origins only where configured',
        'limits the rate of one address and says how long to wait',
      ),
    ),
    shown(
      'N7',
      'The server tells that it is up, and its configuration.',
      of(f.v2, 'greets, at the root and below /api'),
      of(f.users, 'gives receivers of webhooks the public key, without logging in'),
    ),
  ],
};
