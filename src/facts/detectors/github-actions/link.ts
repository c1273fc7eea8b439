import { type FactDraft, fact } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import type { Reading } from '../commands/effects.ts';
import { secretFacts } from '../commands/literal-secrets.ts';
import type { Finding } from './github-actions.ts';
import { jobFacts } from './job-facts.ts';
import { localPath, type Repository, repositoryOf, runsOf } from './runs.ts';
import { enabledUnder } from './triggers.ts';
import type { WorkflowFinding } from './workflow.ts';

const tool = 'github-actions';

export function* linkWorkflows(findings: readonly Located<Finding>[], scene: Scene): Iterable<FactDraft> {
  const workflows: Located<WorkflowFinding>[] = [];
  const actions = new Map<string, Reading>();
  for (const { path, finding } of findings) {
    if (finding.what === 'workflow') workflows.push({ path, finding });
    else actions.set(path.replace(/\/?[^/]*$/, ''), finding.reading);
  }
  const repository = repositoryOf(workflows, actions, scene);
  for (const { path, finding } of workflows) {
    yield workflowFact(path, finding);
    yield* secretFacts(tool, path, finding.secrets);
    yield* templateFacts(path, finding, repository);
    yield* jobFacts(runsOf(path, finding, repository));
  }
}

function workflowFact(path: string, workflow: WorkflowFinding): FactDraft {
  const enabled = workflow.jobs.map(job => enabledUnder(job.condition));
  const shared = workflow.jobs.filter(job => isShared(job.uses));
  return fact(
    'pipeline.workflow',
    {
      tool,
      name: workflow.name || path.replace(/^.*\//, ''),
      triggers: [...workflow.triggers],
      enabled: workflow.triggers.length === 0 || enabled.every(word => word === 'no') ? 'no' : enabled.includes('yes') ? 'yes' : 'unknown',
      sharedTemplate: shared.length > 0,
      opaque: shared.length === workflow.jobs.length,
    },
    { path, line: workflow.line },
  );
}

function isShared(uses: string): boolean {
  return uses !== '' && localPath(uses) === undefined;
}

/** Makers of tools and actions that everybody uses: no templates that a platform team owns. */
const publicOwners =
  /^(?:actions|anchore|aquasecurity|aws-actions|azure|bridgecrewio|chainguard-dev|codecov|cypress-io|docker|dependabot|github|gitleaks|goreleaser|google|google-github-actions|googleapis|grafana|hashicorp|nrwl|ossf|oxsecurity|pre-commit|pypa|pypi|release-drafter|renovatebot|securego|semgrep|returntocorp|sigstore|slsa-framework|snyk|sonarsource|step-security|super-linter|trufflesecurity|trunk-io|zizmorcore)\//i;

/** Workflows of other repositories that are used, and one that only others call. */
function* templateFacts(path: string, workflow: WorkflowFinding, { workflows }: Repository): Iterable<FactDraft> {
  const seen = new Set<string>();
  for (const { uses, usesLine } of workflow.jobs) {
    const [source = '', version = ''] = uses.split('@');
    if (!isShared(uses) || seen.has(source) || publicOwners.test(source)) continue;
    seen.add(source);
    yield fact(
      'pipeline.template',
      { tool, source, role: 'uses', pinned: /^(?:[0-9a-f]{40}|v?\d[\w.]*)$/.test(version) },
      { path, line: usesLine },
    );
  }
  const called = [...workflows.values()].some(other => other.jobs.some(job => localPath(job.uses) === path));
  if (workflow.triggers.includes('call') && !called)
    yield fact('pipeline.template', { tool, source: path, role: 'provides' }, { path, line: workflow.line });
}
