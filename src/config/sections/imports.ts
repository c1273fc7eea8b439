import * as z from 'zod';
import { isZone } from '../../lib/instant.ts';
import { strictObject } from '../../lib/strict-object.ts';
import { eventKindNames } from '../../model/events.ts';
import type { ImportRule } from '../../model/settings.ts';
import type { At } from './common.ts';
import { glob, mostRules, text } from './common.ts';

const names = z.array(text).max(mostRules, `must be at most ${mostRules}`);

const rule = strictObject({
  files: glob.describe('The files it holds for: a name (`deployments-*.csv`), or a path'),
  kind: z.enum(eventKindNames).optional().describe('What the rows of a table are; else found out by its columns'),
  format: text.optional().describe('`csv`, `jsonl`, or the tool that the messages are from'),
  map: z.record(z.string().max(100), text).optional().describe('The columns that hold the fields: `finished_at: Done`'),
  zone: text.refine(isZone, 'is no time zone of IANA: Europe/Berlin, UTC').optional().describe('The zone of times that have none'),
  time_format: text.optional().describe("`epoch-seconds`, `epoch-milliseconds`, or a pattern (`'%d/%m/%Y %H:%M'`); else ISO 8601"),
  encoding: text.optional().describe('`windows-1252`, `iso-8859-1`, …; else UTF-8'),
  source: text.optional().describe('What to call where the events are from'),
  service: text.optional().describe('The service of events that name none'),
  environment: text.optional().describe('The environment of deployments that name none'),
  repository: text.optional().describe('The repository of events that name none'),
  deploys: names.optional().describe('Workflows, pipelines or jobs whose runs are deployments, with `*`'),
  incident_labels: names.optional().describe('Labels or types of issues that are incidents'),
});

export const importsSchema = z
  .array(rule)
  .max(mostRules, `must be at most ${mostRules}`)
  .describe('How files of events are read by "opsex events import"; the first rule that fits a file holds, and options of the command win');

export function readImports(list: z.infer<typeof importsSchema>, at: At): readonly ImportRule[] {
  return list.map(({ files, map = {}, deploys = [], incident_labels: incidentLabels = [], time_format: timeFormat, ...rest }, index) => ({
    ...rest,
    glob: files,
    map,
    deploys,
    incidentLabels,
    ...(timeFormat === undefined ? {} : { timeFormat }),
    at: at(index),
  }));
}
