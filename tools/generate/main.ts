import * as z from 'zod';
import { shippedModelFiles } from '../../src/cli/model-files.ts';
import { loadModel } from '../../src/model/load.ts';
import { assessmentSchema, factsSchema } from '../../src/report/contract.ts';
import { renderModelDocs } from '../../src/report/model-docs.ts';
import { factsReference } from './facts-reference.ts';

const files: Record<string, string> = {
  'schemas/assessment-1.schema.json': jsonSchema(assessmentSchema, 'opsex assessment, version 1'),
  'schemas/facts-1.schema.json': jsonSchema(factsSchema, 'opsex facts, version 1'),
  'docs/reference/facts.md': factsReference(),
  'docs/reference/model.md': modelReference(),
};
process.stdout.write(JSON.stringify(files));

function jsonSchema(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`;
}

function modelReference(): string {
  const loaded = loadModel(shippedModelFiles('waf-ops'), shippedModelFiles);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ path, line, message }) => `${path}:${line}: ${message}`).join('\n'));
  return renderModelDocs(loaded.model);
}
