import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { isProduction } from '../../production.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';
import { lastDayIn } from './window-checks.ts';

type Freeze = Partial<FactFields<'change.freeze'>>;

const readings: Readonly<Record<string, (resource: TerraformResource) => Freeze | undefined>> = {
  // a pipeline must ask $CI_DEPLOY_FREEZE, or the period stops nothing
  gitlab_project_freeze_period: () => ({ tool: 'gitlab-freeze-period', recurring: true }),
  google_clouddeploy_deploy_policy: deployPolicy,
  aws_ssm_document: changeCalendar,
  azuredevops_check_business_hours: businessHours,
  argocd_project: argoProject,
};

export const freezeTypes = Object.keys(readings);

export function* fromTerraform(file: HclFile): Generator<FactDraft> {
  for (const resource of resourcesOf(file, ...freezeTypes)) {
    const freeze = readings[resource.type]?.(resource);
    if (!freeze) continue;
    const onDeployPath: Known = resource.created === 'yes' ? (freeze.onDeployPath ?? 'unknown') : 'unknown';
    yield fact('change.freeze', { via: 'enforced', ...freeze, onDeployPath }, { line: resource.line, endLine: resource.endLine });
  }
}

function deployPolicy({ body }: TerraformResource): Freeze {
  const windows = body.get('rules.rollout_restriction.time_windows');
  const recurring = windows?.has('weekly_windows') === true;
  return {
    tool: 'google-cloud-deploy',
    onDeployPath: body.flag('suspended') === true ? 'no' : 'yes',
    recurring,
    lastDay: recurring ? '' : lastOf(windows?.list('one_time_windows') ?? []),
  };
}

/** One-time windows end on a date of its own parts: `end_date { year month day }`. */
function lastOf(windows: readonly Tree[]): string {
  const days = windows.map(window => {
    const [year, month, day] = ['year', 'month', 'day'].map(part => window.text(`end_date.${part}`) ?? '');
    return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : '';
  });
  return days.sort().at(-1) ?? '';
}

function changeCalendar({ body }: TerraformResource): Freeze | undefined {
  if (body.text('document_type') !== 'ChangeCalendar') return undefined;
  const content = body.text('content') ?? '';
  const recurring = content.includes('RRULE');
  return { tool: 'aws-change-calendar', recurring, lastDay: recurring ? '' : lastDayIn(content) };
}

function businessHours({ body }: TerraformResource): Freeze | undefined {
  if (body.text('target_resource_type') !== 'environment') return undefined;
  const target = isProduction(body.text('target_resource_id')?.replace(/^azuredevops_environment\./, '') ?? '');
  return { tool: 'azure-devops', onDeployPath: target === 'no' ? 'no' : 'yes', recurring: true };
}

function argoProject({ body }: TerraformResource): Freeze | undefined {
  const windows = body.list('spec.sync_window');
  return windows.length > 0 ? { tool: 'argo-cd', onDeployPath: 'yes', recurring: true } : undefined;
}
