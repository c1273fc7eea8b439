import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import { parseYaml } from '../../../lib/yaml.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { isProduction } from '../../production.ts';
import { resourcesOf, type TerraformResource } from '../terraform-resources.ts';
import { fromManifests } from './manifests.ts';
import { deploymentWindow } from './templates.ts';
import { lastDayIn } from './window-checks.ts';

type Freeze = Partial<FactFields<'change.freeze'>>;

const readings: Readonly<Record<string, (resource: TerraformResource) => Freeze | undefined>> = {
  // a pipeline must ask $CI_DEPLOY_FREEZE, or the period stops nothing
  gitlab_project_freeze_period: () => ({ tool: 'gitlab-freeze-period', recurring: true }),
  google_clouddeploy_deploy_policy: deployPolicy,
  aws_ssm_document: changeCalendar,
  azuredevops_check_business_hours: businessHours,
  argocd_project: argoProject,
  octopusdeploy_deployment_freeze: octopusFreeze,
  harness_platform_manual_freeze: harnessFreeze,
};

export const freezeTypes = [...Object.keys(readings), 'DeploymentWindow'];

export function* fromTerraform(file: HclFile): Generator<FactDraft> {
  for (const resource of resourcesOf(file, ...freezeTypes)) {
    const freeze = readings[resource.type]?.(resource);
    if (!freeze) continue;
    const onDeployPath: Known = resource.created === 'yes' ? (freeze.onDeployPath ?? 'unknown') : 'unknown';
    yield fact('change.freeze', { via: 'enforced', ...freeze, onDeployPath }, { line: resource.line, endLine: resource.endLine });
  }
  for (const { body } of resourcesOf(file, 'aws_codepipeline')) {
    for (const stage of body.list('stage')) {
      const rules = stage.list('before_entry.condition').flatMap(condition => condition.list('rule'));
      yield* deploymentWindow(stage.text('name') ?? '', rules, 'rule_type_id.provider');
    }
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

/** Octopus refuses deployments between `start` and `end`, once or again and again. */
function octopusFreeze({ body }: TerraformResource): Freeze {
  const recurring = body.has('recurring_schedule');
  return { tool: 'octopus', onDeployPath: 'yes', recurring, lastDay: recurring ? '' : lastDayIn(body.text('end') ?? '') };
}

/** The freeze of Harness as the text that its own files hold. */
function harnessFreeze({ body }: TerraformResource): Freeze | undefined {
  const yaml = body.get('yaml');
  const [written] = yaml?.text() ? [...fromManifests(parseYaml(yaml.text() ?? '').documents)] : [];
  return written?.kind === 'change.freeze' ? (written.fields as Freeze) : undefined;
}
