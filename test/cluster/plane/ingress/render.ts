/** Ingress objects as a configuration of nginx. */

interface Named {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}
export interface Ingress extends Named {
  readonly spec: {
    readonly ingressClassName?: string;
    readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: { readonly paths: readonly IngressPath[] };
    }[];
  };
}
interface IngressPath {
  readonly path?: string;
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly backend: {
    readonly service?: {
      readonly name: string;
      readonly port: { readonly number?: number; readonly name?: string };
    };
  };
}
export interface Service extends Named {
  readonly spec: {
    readonly clusterIP?: string;
    readonly ports?: readonly { readonly name?: string; readonly port: number }[];
  };
}
export interface Found {
  readonly ingresses: readonly Ingress[];
  readonly services: readonly Service[];
}
export interface Places {
  readonly folder: string;
  readonly address: string;
  /** Certificate and key of a secret, or undefined where there is none. */
  certificate(namespace: string, secret: string): string | undefined;
}

const CLASS = 'nginx';
const BODY_SIZE = 'nginx.ingress.kubernetes.io/proxy-body-size';
const SIZE = /^\d+[kmg]?$/i;
const HOST = /^[a-z0-9*.-]+$/;
const PATH = /^\/[\w./~%-]*$/;

export function render(found: Found, places: Places): string {
  const mine = found.ingresses.filter(({ spec }) => spec.ingressClassName === CLASS);
  const servers = mine.flatMap((ingress) => serversOf(ingress, found.services, places));
  return `pid ${places.folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${places.folder}/body;
  proxy_temp_path ${places.folder}/proxy;
  fastcgi_temp_path ${places.folder}/fastcgi;
  uwsgi_temp_path ${places.folder}/uwsgi;
  scgi_temp_path ${places.folder}/scgi;
  map $http_upgrade $upgrading { default upgrade; '' ''; }
  server { listen ${places.address}:80 default_server; return 404; }
${servers.join('\n')}
}
`;
}

function serversOf(
  ingress: Ingress,
  services: readonly Service[],
  places: Places,
): readonly string[] {
  const { namespace, annotations = {} } = ingress.metadata;
  const size = annotations[BODY_SIZE] ?? '1m';
  return (ingress.spec.rules ?? []).flatMap(({ host, http }) => {
    if (!host || !HOST.test(host) || !SIZE.test(size)) return [];
    const secret = ingress.spec.tls?.find(({ hosts }) => hosts?.includes(host))?.secretName;
    const certificate = secret ? places.certificate(namespace, secret) : undefined;
    const locations = (http?.paths ?? []).flatMap((path) => location(path, namespace, services));
    return [
      `  server {
    listen ${places.address}:80;
${certificate ? `    listen ${places.address}:443 ssl;\n    ssl_certificate ${certificate};\n    ssl_certificate_key ${certificate};\n` : ''}    server_name ${host};
    client_max_body_size ${size};
${locations.join('\n')}
  }`,
    ];
  });
}

/** Through the Service's address, so that kube-proxy chooses the pod. WebSocket and event streams pass. */
function location(
  { path = '/', pathType, backend }: IngressPath,
  namespace: string,
  services: readonly Service[],
): readonly string[] {
  const target = targetOf(backend, namespace, services);
  if (!target || !PATH.test(path)) return [];
  return [
    `    location ${pathType === 'Exact' ? '= ' : ''}${path} {
      proxy_pass http://${target};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $upgrading;
      proxy_buffering off;
      proxy_request_buffering off;
      proxy_read_timeout 3600s;
    }`,
  ];
}

function targetOf(
  { service }: IngressPath['backend'],
  namespace: string,
  services: readonly Service[],
): string | undefined {
  if (!service) return undefined;
  const found = services.find(
    ({ metadata }) => metadata.name === service.name && metadata.namespace === namespace,
  );
  const port = found?.spec.ports?.find((candidate) =>
    service.port.name === undefined
      ? candidate.port === service.port.number
      : candidate.name === service.port.name,
  );
  const address = found?.spec.clusterIP;
  return address && address !== 'None' && port ? `${address}:${port.port}` : undefined;
}
