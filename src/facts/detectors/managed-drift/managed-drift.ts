import { longestGapHours } from '../../../lib/cron.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { detector } from '../../detector.ts';
import { isProduction } from '../../production.ts';
import type { SourceFile } from '../../source-file.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';
import { fromProgram } from './programs.ts';
import { stackDriftInTemplate, stackDriftInTerraform, stackDriftTexts } from './stack-drift.ts';

type Check = Partial<FactFields<'drift.check'>>;

/** Drift detection that a Terraform or Pulumi platform offers and that is switched on in code. */
export const managedDrift = detector<FactDraft>({
  id: 'managed-drift',
  title: 'Drift detection of infrastructure platforms',
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/health',
  reads: [
    ...terraform(
      'spacelift_drift_detection',
      'env0_environment_drift_detection',
      'scalr_drift_detection',
      'assessments_en',
      ...stackDriftTexts,
    ),
    { extensions: ['.yaml', '.yml', '.json', '.template'], text: stackDriftTexts },
    { extensions: ['.ts', '.js', '.py', '.go'], text: ['DriftSchedule'] },
    ...kubernetes('terraform.appvia.io'),
    { names: ['config.yml', 'config.yaml'], path: /(?:^|\/)\.terrateam\/config\.ya?ml$/, text: ['drift'] },
    {
      extensions: ['.yaml', '.yml'],
      text: ['pulumiservice:DriftSchedule', 'pulumiservice:index:DriftSchedule', 'drift_detection_enabled'],
    },
  ],
  emits: ['drift.check'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* fromTerraform(file);
    else if (/\.(?:ts|js|py|go)$/.test(file.path)) yield* fromProgram(file);
    else if (file.path.includes('.terrateam/')) yield* fromTerrateam(file);
    else if (stackDriftTexts.some(text => file.text.includes(text))) yield* stackDriftInTemplate(file.yaml()[0]);
    else yield* fromYaml(file);
  },
});

const platforms: Readonly<Record<string, (body: Tree) => Check | undefined>> = {
  spacelift_drift_detection: body => ({
    tool: 'spacelift',
    ...cadence(body.texts('schedule')),
    remediates: body.flag('reconcile') === true,
  }),
  env0_environment_drift_detection: body => ({
    tool: 'env0',
    ...cadence(body.texts('cron')),
    remediates: heals(body.text('auto_drift_remediation')),
  }),
  scalr_drift_detection: body => ({ tool: 'scalr', maxGapHours: periods[body.text('check_period') ?? ''] ?? 0, canFire: 'yes' }),
  tfe_workspace: body => assessed(body.get('assessments_enabled')),
  tfe_workspace_settings: body => assessed(body.get('assessments_enabled')),
  tfe_organization: body => assessed(body.get('assessments_enforced')),
};

const periods: Readonly<Record<string, number>> = { hourly: 1, daily: 24, weekly: 168, monthly: 744 };

function* fromTerraform(file: SourceFile): Generator<FactDraft> {
  yield* stackDriftInTerraform(file.hcl());
  for (const { type, name, line, body, created } of resourcesOf(file.hcl(), ...Object.keys(platforms))) {
    const check = platforms[type]?.(body);
    if (!check) continue;
    const canFire: Known = created === 'unknown' ? 'unknown' : (check.canFire ?? 'yes');
    yield managed(
      { ...check, canFire },
      line,
      `${name} ${body.text('name') ?? ''} ${body.text('stack_id') ?? ''} ${body.text('workspace_id') ?? ''}`,
    );
  }
}

/** Assessments run about once a day; a computed switch may be off. */
function assessed(value: Tree | undefined): Check | undefined {
  if (!value || value.flag() === false) return undefined;
  return { tool: 'terraform-cloud', maxGapHours: 24, canFire: value.flag() === true ? 'yes' : 'unknown' };
}

function cadence(schedules: readonly string[]): Check {
  return { maxGapHours: longestGapHours(schedules) ?? 0, canFire: 'yes' };
}

function heals(mode: string | undefined): boolean {
  return mode !== undefined && mode !== 'DISABLED';
}

function* fromTerrateam(file: SourceFile): Generator<FactDraft> {
  const drift = file.yaml()[0]?.get('drift');
  if (!drift || drift.flag('enabled') === false) return;
  const schedules = drift.has('schedules')
    ? drift.pairs('schedules').map(([, schedule]) => schedule)
    : drift.flag('enabled')
      ? [drift]
      : [];
  for (const schedule of schedules) {
    const period = schedule.text('schedule') ?? 'weekly';
    const check = {
      tool: 'terrateam',
      maxGapHours: periods[period] ?? longestGapHours([period]) ?? 0,
      canFire: 'yes' as const,
      remediates: schedule.flag('reconcile') === true,
    };
    yield managed(check, schedule.get('schedule')?.line ?? schedule.line, schedule.text('tag_query') ?? '');
  }
}

function* fromYaml(file: SourceFile): Generator<FactDraft> {
  for (const object of objectsOf(file.yaml(), 'terraform.appvia.io/Configuration')) {
    const enabled = object.get('spec.enableDriftDetection');
    if (enabled?.flag() === true) yield managed({ tool: 'terranetes', canFire: 'yes' }, enabled.line, object.text('metadata.name') ?? '');
  }
  for (const document of file.yaml()) {
    for (const [name, resource] of document.pairs('resources')) {
      if (!/^pulumiservice:(?:index:)?DriftSchedule$/.test(resource.text('type') ?? '')) continue;
      const gap = longestGapHours(resource.texts('properties.scheduleCron')) ?? 0;
      yield managed(
        { tool: 'pulumi', maxGapHours: gap, canFire: 'yes', remediates: resource.flag('properties.autoRemediate') === true },
        resource.line,
        `${name} ${resource.text('properties.stack') ?? ''}`,
      );
    }
    for (const [name, component] of document.pairs('components.terraform')) {
      const spacelift = component.get('settings.spacelift');
      if (spacelift?.flag('drift_detection_enabled') !== true) continue;
      const check = {
        tool: 'spacelift',
        ...cadence(spacelift.texts('drift_detection_schedule')),
        remediates: spacelift.flag('drift_detection_reconcile') === true,
      };
      yield managed(check, spacelift.get('drift_detection_enabled')?.line ?? spacelift.line, name);
    }
  }
}

function managed(check: Check, line: number, names: string): FactDraft {
  const production = isProduction(names);
  return fact(
    'drift.check',
    { via: 'managed', layer: 'cloud', ...check },
    { line, ...(production === 'unknown' ? {} : { scope: { production } }) },
  );
}
