import * as z from 'zod';
import { assessmentSchema, factsSchema } from '../../src/report/contract.ts';
import { factsReference } from './facts-reference.ts';

const files: Record<string, string> = {
  'schemas/assessment-1.schema.json': jsonSchema(assessmentSchema, 'opsex assessment, version 1'),
  'schemas/facts-1.schema.json': jsonSchema(factsSchema, 'opsex facts, version 1'),
  'docs/reference/facts.md': factsReference(),
};
process.stdout.write(JSON.stringify(files));

function jsonSchema(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`;
}
