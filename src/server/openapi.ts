import * as z from 'zod';
import { problemSchema } from './problem.ts';
import type { Access, Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document: made from the schemas that check the requests. https://spec.openapis.org/oas/v3.1.1.html */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    paths[route.path] = path;
    path[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'opsex',
      version,
      description: 'Where workloads stand in operational excellence, how that is known, and what comes next.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'opsex token create makes one' },
        login: { type: 'apiKey', in: 'cookie', name: 'opsex', description: 'GET /login' },
      },
    },
  };
}

function operationOf(route: Route): Json {
  const { method, path, summary, access, params, query, body, answer, conflict, status = 200 } = route;
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^a-zA-Z0-9]+(.)?/g, (_, next?: string) => (next ?? '').toUpperCase())}`,
    summary,
    security: access.kind === 'role' ? [{ token: [] }, { login: [] }] : [],
    'x-access': accessInWords(access),
    ...(params || query ? { parameters: [...parametersOf('path', params), ...parametersOf('query', query)] } : {}),
    ...(body ? { requestBody: { required: true, content: json(jsonSchema(body, 'input')) } } : {}),
    responses: {
      [status]: { description: 'success', ...(answer ? { content: json(jsonSchema(answer, 'output')) } : {}) },
      ...(conflict ? { 409: { description: 'somebody else was faster', content: problem(jsonSchema(conflict, 'output')) } } : {}),
      default: { description: 'a problem', content: problem({ $ref: '#/components/schemas/Problem' }) },
    },
  };
}

function accessInWords(access: Access): string {
  if (access.kind !== 'role') return access.kind;
  const where = {
    everything: 'in all teams',
    own: 'in any team',
    workload: 'in the team of the workload',
    assessment: 'in the team of the workload',
  };
  return `${access.role} ${where[access.over]}`;
}

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | undefined): readonly Json[] {
  if (!schema) return [];
  return Object.entries(schema.shape).map(([name, field]) => {
    const { description, ...shape } = jsonSchema(field as z.ZodType, 'output');
    const required = place === 'path' || !(field as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required, ...(description ? { description } : {}), schema: shape };
  });
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return rest;
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

function problem(schema: Json): Json {
  return { 'application/problem+json': { schema } };
}
