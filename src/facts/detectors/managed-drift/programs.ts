import { blankComments } from '../../../lib/comments.ts';
import { longestGapHours } from '../../../lib/cron.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';

const created = /\b(?:new\s+(?:\w{1,40}\.){0,2}DriftSchedule|(?:\w{1,40}\.){1,2}DriftSchedule|\w{1,40}\.NewDriftSchedule)\s*\(/g;

/** `new pulumiservice.DriftSchedule(…)` in a Pulumi program; a schedule that is computed is not known. https://www.pulumi.com/registry/packages/pulumiservice/api-docs/driftschedule/ */
export function* fromProgram(file: SourceFile): Generator<FactDraft> {
  const code = blankComments(file.text.slice(0, 400_000), file.path.endsWith('.py') ? 'python' : 'slashes');
  for (const call of [...code.matchAll(created)].slice(0, 50)) {
    const argument = code.slice(call.index, call.index + 800);
    const cron = /\b(?:scheduleCron|schedule_cron|ScheduleCron)\s*[:=]\s*(?:pulumi\.String\()?["'`]([^"'`\n]{5,60})["'`]/.exec(
      argument,
    )?.[1];
    const remediates = /\b(?:autoRemediate|auto_remediate|AutoRemediate)\s*[:=]\s*(?:pulumi\.Bool\()?[Tt]rue\b/.test(argument);
    const maxGapHours = cron ? (longestGapHours([cron]) ?? 0) : 0;
    const fields = { tool: 'pulumi', via: 'managed', layer: 'cloud', canFire: cron ? 'yes' : 'unknown', maxGapHours, remediates } as const;
    yield fact('drift.check', fields, { line: file.lineAt(call.index) });
  }
}
