import { defineDaemon } from '../shared/daemon.js';

/** Elasticsearch, a search engine. */
export const elasticsearch = defineDaemon({
  id: 'elasticsearch',
  summary: 'Elasticsearch, a search engine.',
  yml: { value: 'elasticsearch' },
  port: 9200,
  sidecar: {
    image: 'elasticsearch:8.15.3',
    ports: [9200],
    env: { 'discovery.type': 'single-node', 'xpack.security.enabled': 'false' },
    ready: 'curl -fs http://127.0.0.1:9200',
  },
});

/** For whoever installs it alone. @alias */
export const plugin = elasticsearch;
