import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { liveTemplates } from '../cloudformation/cloudformation.ts';
import { resourcesOfTemplate } from '../cloudformation/template.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';

export const auditTrail = detector<FactDraft<'audit.trail'>>({
  id: 'audit-trail',
  title: 'CloudTrail and activity logs',
  docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  reads: [
    ...terraform(
      '"aws_cloudtrail"',
      '"azurerm_monitor_diagnostic_setting"',
      '"google_project_iam_audit_config"',
      '"google_organization_iam_audit_config"',
    ),
    { extensions: ['.yaml', '.yml', '.json', '.template'], text: ['AWS::CloudTrail::Trail'] },
  ],
  emits: ['audit.trail'],

  *parse(file) {
    yield* /\.(?:tf|tofu|tf\.json)$/i.test(file.path) ? fromTerraform(file) : fromTemplate(file);
  },

  /** A trail of a template that nobody is known to deploy may cover nothing. */
  *link(findings, scene) {
    const live = liveTemplates(scene);
    for (const { path, finding } of findings) {
      const doubtful = finding.fields.everywhere === 'yes' && live(path) === 'unknown';
      yield { ...finding, path, fields: { ...finding.fields, ...(doubtful ? { everywhere: 'unknown' as const } : {}) } };
    }
  },
});

function* fromTerraform(file: SourceFile): Generator<FactDraft<'audit.trail'>> {
  for (const { draft, created } of inTerraform(file)) {
    const doubtful = created === 'unknown' && draft.fields.everywhere === 'yes';
    yield doubtful ? { ...draft, fields: { ...draft.fields, everywhere: 'unknown' } } : draft;
  }
}

interface Declared {
  readonly draft: FactDraft<'audit.trail'>;
  /** A variable may decide whether it is there at all. */
  readonly created: Known;
}

function* inTerraform(file: SourceFile): Generator<Declared> {
  const found = resourcesOf(
    file.hcl(),
    'aws_cloudtrail',
    'azurerm_monitor_diagnostic_setting',
    'google_project_iam_audit_config',
    'google_organization_iam_audit_config',
  );
  for (const { type, line, endLine, body, created } of found) {
    const place = { line, endLine };
    if (type === 'aws_cloudtrail') yield { draft: trail(body, awsTerraform, place), created };
    else if (type.startsWith('google_')) {
      const everywhere = type === 'google_organization_iam_audit_config' || body.text('service') === 'allServices' ? 'yes' : 'unknown';
      yield { draft: fact('audit.trail', { tool: 'google-audit-log', everywhere, validated: 'yes' }, place), created }; // audit logs cannot be altered
    } else if (isSubscription(body))
      yield { draft: fact('audit.trail', { tool: 'azure-activity-log', everywhere: 'yes' }, place), created };
  }
}

/** Diagnostic settings of a single resource are no audit trail of the cloud. */
function isSubscription(body: Tree): boolean {
  return /^(?:data\.azurerm_subscription\.|\/subscriptions\/[^/]+$|.*\bsubscription_id\b)/.test(body.text('target_resource_id') ?? '');
}

function* fromTemplate(file: SourceFile): Generator<FactDraft<'audit.trail'>> {
  for (const [type, resource] of resourcesOfTemplate(file.yaml()[0])) {
    const properties = resource.get('Properties');
    if (type === 'AWS::CloudTrail::Trail' && properties)
      yield trail(properties, awsTemplate, { line: resource.line, endLine: resource.endLine });
  }
}

interface Keys {
  readonly multiRegion: string;
  readonly validation: string;
  readonly logging: string;
}

const awsTerraform: Keys = { multiRegion: 'is_multi_region_trail', validation: 'enable_log_file_validation', logging: 'enable_logging' };
const awsTemplate: Keys = { multiRegion: 'IsMultiRegionTrail', validation: 'EnableLogFileValidation', logging: 'IsLogging' };

/** Both settings are off when nothing is written; a trail that does not log covers nothing. */
function trail(body: Tree, keys: Keys, place: { line: number; endLine: number }): FactDraft<'audit.trail'> {
  const off = body.flag(keys.logging) === false;
  const everywhere = off ? 'no' : known(body, keys.multiRegion);
  return fact('audit.trail', { tool: 'aws-cloudtrail', everywhere, validated: off ? 'no' : known(body, keys.validation) }, place);
}

function known(body: Tree, key: string): Known {
  if (!body.has(key)) return 'no';
  const flag = body.flag(key);
  return flag === undefined ? 'unknown' : flag ? 'yes' : 'no';
}
