import { describe, expect, it } from 'vitest';
import { schemasOf, type Swagger } from './schemas-of.js';

const swagger: Swagger = {
  definitions: {
    'io.k8s.api.apps.v1.Thing': {
      type: 'object',
      required: ['spec'],
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        spec: { $ref: '#/definitions/io.k8s.api.apps.v1.ThingSpec' },
      },
      'x-kubernetes-group-version-kind': [
        { group: 'apps', version: 'v1', kind: 'Thing' },
        { group: '', version: 'v1', kind: 'Thing' },
      ],
    },
    'io.k8s.api.apps.v1.ThingSpec': {
      type: 'object',
      properties: {
        type: { type: 'string' },
        port: { $ref: '#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        raw: { type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
    'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: 'string', format: 'int-or-string' },
  },
};

describe('schemas for kubeconform', () => {
  it('has a file a kind and group, which takes that kind only', () => {
    const files = schemasOf(swagger, false);
    expect([...files.keys()]).toEqual(['_definitions.json', 'thing-apps-v1.json', 'thing-v1.json']);
    expect(files.get('thing-apps-v1.json')).toMatchObject({
      type: ['object', 'null'],
      required: ['spec'],
      properties: {
        apiVersion: { enum: ['apps/v1'] },
        kind: { enum: ['Thing'] },
        spec: { $ref: '_definitions.json#/definitions/io.k8s.api.apps.v1.ThingSpec' },
      },
    });
    expect(files.get('thing-v1.json')).toMatchObject({
      properties: { apiVersion: { enum: ['v1'] } },
    });
  });

  it('takes numbers where the API takes both, and a property that is called type', () => {
    expect(schemasOf(swagger, false).get('_definitions.json')).toMatchObject({
      definitions: {
        'io.k8s.api.apps.v1.ThingSpec': { properties: { type: { type: ['string', 'null'] } } },
        'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
          oneOf: [{ type: 'string' }, { type: 'number' }],
        },
      },
    });
  });

  it('refuses unknown properties only where it is strict, and where they are described', () => {
    const spec = (strict: boolean): unknown => {
      const { definitions } = schemasOf(swagger, strict).get('_definitions.json') as {
        definitions: Record<string, unknown>;
      };
      return definitions['io.k8s.api.apps.v1.ThingSpec'];
    };
    expect(spec(false)).not.toHaveProperty('additionalProperties');
    expect(spec(true)).toMatchObject({
      additionalProperties: false,
      properties: { labels: { additionalProperties: { type: ['string', 'null'] } } },
    });
    expect(spec(true)).not.toHaveProperty('properties.raw.additionalProperties');
  });
});
