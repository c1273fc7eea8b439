import type { FactDraft } from '../../../model/fact.ts';
import { fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { documentExtensions, documentOf, headingsIn } from '../documents/reading.ts';
import { resourcesOf, type TerraformResource, terraform } from '../terraform-resources.ts';
import { escalationResources, scheduleResources } from './oncall.data.ts';
import { isOncallHeading, oncallIn } from './oncall-document.ts';

const resources = [...Object.keys(escalationResources), ...Object.keys(scheduleResources)];

export const oncall = detector<FactDraft>({
  id: 'oncall',
  title: 'On-call duty and escalation paths',
  docs: 'https://sre.google/sre-book/being-on-call/',
  reads: [
    ...terraform(...resources),
    {
      extensions: documentExtensions,
      text: [
        'scalat',
        'n-call',
        'n call',
        'ncall',
        'n-Call',
        'n Call',
        'ota',
        'agerduty',
        'agerDuty',
        'ut-of-hours',
        'ontact',
        'skal',
        'ereitschaft',
        'streinte',
        'uardia',
        'akt',
        'ергування',
        'скалація',
        'ritical',
        'otruf',
        'rgence',
        'eredskap',
        'ourtjänst',
        'ourschema',
        'iket',
        'achtdienst',
        'eikbaarheidsdienst',
        'toringsdienst',
        'lantão',
        'obreaviso',
        'ергові',
      ],
    },
  ],
  emits: ['oncall'],

  *parse(file) {
    if (/\.(?:tf|tofu)(?:\.json)?$/i.test(file.path)) {
      for (const resource of resourcesOf(file.hcl(), ...resources)) yield ofResource(resource);
    } else if (headingsIn(file.text).some(isOncallHeading)) yield* oncallIn(documentOf(file));
  },
});

function ofResource({ type, line, endLine, body }: TerraformResource): FactDraft {
  const escalation = escalationResources[type];
  if (!escalation) return fact('oncall', { tool: scheduleResources[type] ?? '', via: 'code', schedule: true }, { line, endLine });
  const tiers = escalation.tiers.reduce((sum, name) => sum + body.list(name).length, 0);
  return fact('oncall', { tool: escalation.tool, via: 'code', tiers, escalation: true }, { line, endLine });
}
