import * as z from 'zod';
import { shippedModelFiles } from '../../src/cli/model-files.ts';
import { detectorFileSchema } from '../../src/config/sections/detectors.ts';
import { settingsSchema } from '../../src/config/settings-schema.ts';
import { loadModel } from '../../src/model/load.ts';
import { rulesSchema } from '../../src/registers/change-risk/rules.ts';
import { assessmentSchema, factsSchema } from '../../src/report/contract.ts';
import { gateSchema } from '../../src/report/gate-contract.ts';
import { diffSchema } from '../../src/report/history/diff-contract.ts';
import { historySchema } from '../../src/report/history/history-contract.ts';
import { metricsSchema } from '../../src/report/metrics/contract.ts';
import { doctorSchema } from '../../src/report/metrics/doctor-contract.ts';
import { renderModelDocs } from '../../src/report/model-docs.ts';
import { planSchema, whatIfSchema } from '../../src/report/plan-contract.ts';
import { changeRiskSchema, debtSchema, postmortemsSchema, runbooksSchema } from '../../src/report/registers/contract.ts';
import { modelTextSchema, portfolioSchema } from '../../src/report/web-contract.ts';
import { factsReference } from './facts-reference.ts';
import { settingsReference } from './settings-reference.ts';

const files: Record<string, string> = {
  'schemas/assessment-1.schema.json': jsonSchema(assessmentSchema, 'opsex assessment, version 1'),
  'schemas/facts-1.schema.json': jsonSchema(factsSchema, 'opsex facts, version 1'),
  'schemas/diff-1.schema.json': jsonSchema(diffSchema, 'opsex diff, version 1'),
  'schemas/history-1.schema.json': jsonSchema(historySchema, 'opsex history, version 1'),
  'schemas/gate-1.schema.json': jsonSchema(gateSchema, 'opsex gate, version 1'),
  'schemas/debt-1.schema.json': jsonSchema(debtSchema, 'opsex debt, version 1'),
  'schemas/postmortems-1.schema.json': jsonSchema(postmortemsSchema, 'opsex postmortems, version 1'),
  'schemas/plan-1.schema.json': jsonSchema(planSchema, 'opsex plan, version 1'),
  'schemas/whatif-1.schema.json': jsonSchema(whatIfSchema, 'opsex whatif, version 1'),
  'schemas/runbooks-1.schema.json': jsonSchema(runbooksSchema, 'opsex runbooks, version 1'),
  'schemas/change-risk-1.schema.json': jsonSchema(changeRiskSchema, 'opsex change risk, version 1'),
  'schemas/change-risk-rules-1.schema.json': jsonSchema(rulesSchema, 'opsex rules of change risk, version 1'),
  'schemas/config-1.schema.json': jsonSchema(settingsSchema, 'opsex.yaml, version 1'),
  'schemas/detectors-1.schema.json': jsonSchema(detectorFileSchema, 'opsex detectors as data, version 1'),
  'schemas/metrics-1.schema.json': jsonSchema(metricsSchema, 'opsex outcome metrics, version 1'),
  'schemas/metrics-doctor-1.schema.json': jsonSchema(doctorSchema, 'opsex metrics doctor, version 1'),
  'schemas/portfolio-1.schema.json': jsonSchema(portfolioSchema, 'opsex portfolio, version 1'),
  'schemas/model-text-1.schema.json': jsonSchema(modelTextSchema, 'opsex model in words, version 1'),
  'docs/reference/configuration.md': settingsReference(),
  'docs/reference/facts.md': factsReference(),
  'docs/reference/model.md': modelReference(),
};
process.stdout.write(JSON.stringify(files));

function jsonSchema(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
}

function modelReference(): string {
  const loaded = loadModel(shippedModelFiles('waf-ops'), shippedModelFiles);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ path, line, message }) => `${path}:${line}: ${message}`).join('\n'));
  return renderModelDocs(loaded.model);
}
