import type { HclFile } from '../../../lib/hcl.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { detector } from '../../detector.ts';
import { settingsFile } from '../branch-protection/settings.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';
import { literal, resourcesOf, type TerraformResource, terraform } from '../terraform-resources.ts';
import { environmentCalls } from './script.ts';

type Environment = Partial<FactFields<'repository.environment'>>;

const readings: Readonly<Record<string, (resource: TerraformResource) => Environment | undefined>> = {
  github_repository_environment: githubEnvironment,
  gitlab_project_protected_environment: gitlabEnvironment,
  gitlab_group_protected_environment: gitlabEnvironment,
  azuredevops_check_approval: azureApproval,
  azuredevops_check_required_template: azureCheck,
  azuredevops_check_rest_api: azureCheck,
};

export const repositoryEnvironment = detector<FactDraft>({
  id: 'repository-environment',
  title: 'Protected deployment environments as code',
  docs: 'https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments',
  reads: [
    ...terraform(...Object.keys(readings)),
    { extensions: ['.yml', '.yaml'], path: settingsFile, text: ['environments:'] },
    { extensions: ['.sh', '.bash'], text: ['/environments/'] },
    ...kubernetes('deploy.cloud.google.com'),
  ],
  emits: ['repository.environment'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* fromTerraform(file.hcl());
    else if (settingsFile.test(file.path)) yield* fromSettings(file.yaml());
    else if (/\.(?:sh|bash)$/.test(file.path)) yield* environmentCalls(file.text);
    else yield* cloudDeployTargets(file.yaml());
  },
});

function* fromTerraform(file: HclFile): Generator<FactDraft> {
  for (const resource of resourcesOf(file, ...Object.keys(readings))) {
    const environment = readings[resource.type]?.(resource);
    if (environment) yield environmentFact({ tool: 'terraform', ...environment }, resource);
  }
}

function environmentFact(fields: Environment, place: { readonly line: number; readonly endLine: number }): FactDraft {
  return fact('repository.environment', fields, { line: place.line, endLine: place.endLine, scope: { environment: fields.name ?? '' } });
}

/** Any one of the reviewers suffices, however many are named. */
function githubEnvironment({ body }: TerraformResource): Environment {
  const reviewers = body.get('reviewers');
  return {
    name: nameOf(body, 'environment'),
    reviewers: reviewers && (reviewers.has('teams') || reviewers.has('users')) ? 1 : 0,
    preventsSelfReview: body.flag('prevent_self_review') === true,
    waitMinutes: body.number('wait_timer') ?? 0,
  };
}

function gitlabEnvironment({ body }: TerraformResource): Environment {
  const rules = body.list('approval_rules').map(rule => rule.number('required_approvals') ?? 1);
  return { name: nameOf(body, 'environment'), reviewers: Math.max(body.number('required_approval_count') ?? 0, ...rules, 0) };
}

function azureApproval({ body }: TerraformResource): Environment | undefined {
  if (!guardsEnvironment(body)) return undefined;
  const all = body.list('approvers').length;
  return {
    name: nameOf(body, 'target_resource_id'),
    reviewers: body.number('minimum_required_approvers') || Math.max(1, all),
    preventsSelfReview: body.flag('requester_can_approve') === false,
  };
}

function azureCheck({ body }: TerraformResource): Environment | undefined {
  return guardsEnvironment(body) ? { name: nameOf(body, 'target_resource_id'), automatedChecks: true } : undefined;
}

function guardsEnvironment(body: Tree): boolean {
  return body.text('target_resource_type') === 'environment';
}

/** A name that refers to another resource says at least that one's name: `azuredevops_environment.production.id`. */
function nameOf(body: Tree, path: string): string {
  const name = literal(body, path);
  if (name !== undefined) return name;
  return /^[a-z]\w*\.([\w-]+)\.\w+$/.exec(body.text(path) ?? '')?.[1] ?? '';
}

function* fromSettings(documents: readonly Tree[]): Generator<FactDraft> {
  for (const environment of documents[0]?.list('environments') ?? []) {
    const name = environment.text('name');
    if (name === undefined) continue;
    yield environmentFact(
      {
        tool: 'repository-settings',
        name,
        reviewers: environment.list('reviewers').length > 0 ? 1 : 0,
        preventsSelfReview: environment.flag('prevent_self_review') === true,
        waitMinutes: environment.number('wait_timer') ?? 0,
      },
      environment,
    );
  }
}

/** A target of Google Cloud Deploy whose rollouts somebody must approve. */
function* cloudDeployTargets(documents: readonly Tree[]): Generator<FactDraft> {
  for (const target of objectsOf(documents, 'deploy.cloud.google.com/Target')) {
    const reviewers = target.flag('requireApproval') === true ? 1 : 0;
    yield environmentFact({ tool: 'google-cloud-deploy', name: target.text('metadata.name') ?? '', reviewers }, target);
  }
}
