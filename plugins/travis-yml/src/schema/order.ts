/** Travis's own orders: what plugins add comes after. */

const words = (text: string): readonly string[] => text.split(' ');

/** Languages as Travis knows them: the order of their keys, of the matrix axes among them. */
export const languageOrder = words(
  'android c clojure cpp crystal csharp d dart elixir elm erlang generic go groovy hack haskell haxe java julia matlab nix node_js perl perl6 php python r ruby objective-c rust scala smalltalk shell',
);

export const addonOrder = words(
  'apt apt_packages artifacts browserstack chrome code_climate coverity_scan homebrew hostname hosts jwt sauce_connect pkg srcclr snaps sonarcloud ssh_known_hosts firefox mariadb postgresql rethinkdb deploy sbom',
);

export const serviceOrder = words(
  'memcached postgresql rabbitmq redis xvfb cassandra couchdb docker elasticsearch mongodb mysql neo4j riak cri-dockerd',
);

export const kindOrder = words('campfire email flowdock hipchat irc pushover slack webhooks');

/** Sorted as the order says; what it does not name stays behind, as it comes. */
export function inOrder<T>(
  items: readonly T[],
  order: readonly string[],
  nameOf: (item: T) => string | undefined,
): readonly T[] {
  const rank = (item: T): number => {
    const index = order.indexOf(nameOf(item) ?? '');
    return index < 0 ? order.length : index;
  };
  return items.toSorted((a, b) => rank(a) - rank(b));
}
