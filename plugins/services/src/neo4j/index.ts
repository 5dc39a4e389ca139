import { defineDaemon } from '../shared/daemon.js';

/** Neo4j, a graph database. */
export const neo4j = defineDaemon({
  id: 'neo4j',
  summary: 'Neo4j, a graph database.',
  yml: { value: 'neo4j' },
  aliases: ['neo4j-server'],
  port: 7474,
  sidecar: { image: 'neo4j:5', ports: [7474, 7687], env: { NEO4J_AUTH: 'none' } },
});

/** For whoever installs it alone. @alias */
export const plugin = neo4j;
