import { describe, expect, it } from 'vitest';
import { render, type Ingress, type Service } from './render.js';

const metadata = (name: string): Service['metadata'] => ({ name, namespace: 'here' });
const web: Service = {
  metadata: metadata('web'),
  spec: { clusterIP: '10.96.0.7', ports: [{ name: 'http', port: 8080 }] },
};
const places = {
  folder: '/f',
  address: '10.77.0.1',
  certificate: (namespace: string, secret: string) => `/f/${namespace}-${secret}.pem`,
};

function ingress(spec: Partial<Ingress['spec']> = {}, annotations = {}): Ingress {
  const backend = { service: { name: 'web', port: { name: 'http' } } };
  const paths = [{ path: '/', pathType: 'Prefix' as const, backend }];
  return {
    metadata: { ...metadata('web'), annotations },
    spec: { ingressClassName: 'nginx', rules: [{ host: 'ci.test', http: { paths } }], ...spec },
  };
}
const rendered = (object: Ingress, services = [web]): string =>
  render({ ingresses: [object], services }, places);

describe('ingress', () => {
  it('leads a host to the address of its service', () => {
    expect(rendered(ingress())).toMatch(
      /server_name ci\.test;[^}]*proxy_pass http:\/\/10\.96\.0\.7:8080;/s,
    );
  });

  it('leaves out what is of another class, or leads nowhere', () => {
    expect(rendered(ingress({ ingressClassName: 'other' }))).not.toContain('ci.test');
    expect(rendered(ingress(), [])).not.toContain('proxy_pass');
  });

  it('speaks TLS for a host that has a certificate', () => {
    const tls = [{ hosts: ['ci.test'], secretName: 'cert' }];
    expect(rendered(ingress({ tls }))).toContain('ssl_certificate /f/here-cert.pem;');
    expect(rendered(ingress())).not.toContain('ssl');
  });

  it('holds bodies to a size that an annotation changes, and to nothing else that it says', () => {
    const key = 'nginx.ingress.kubernetes.io/proxy-body-size';
    expect(rendered(ingress())).toContain('client_max_body_size 1m;');
    expect(rendered(ingress({}, { [key]: '64m' }))).toContain('client_max_body_size 64m;');
    expect(rendered(ingress({}, { [key]: '1; return 200' }))).not.toContain('return 200');
  });
});
