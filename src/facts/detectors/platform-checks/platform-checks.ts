import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';

/** Checks that a deployment platform runs by itself after each deployment; no pipeline names them. */
export const platformChecks = detector<FactDraft>({
  id: 'platform-checks',
  title: 'Checks by deployment platforms',
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/',
  reads: [...kubernetes('argocd.argoproj.io/hook'), ...kubernetes('helm.toolkit.fluxcd.io'), { names: ['appspec.yml', 'appspec.yaml'] }],
  emits: ['pipeline.job'],

  *parse(file) {
    const documents = file.yaml();
    if (/^appspec\./i.test(file.name)) return yield* codeDeployHooks(documents, file);
    for (const job of objectsOf(documents, 'batch/Job', '/Pod', 'argoproj.io/Workflow')) yield* argoHook(job);
    for (const release of objectsOf(documents, 'helm.toolkit.fluxcd.io/HelmRelease')) yield* fluxTest(release);
  },
});

function* argoHook(job: Tree): Generator<FactDraft> {
  const hook = [...(job.get('metadata.annotations')?.pairs() ?? [])].find(([key]) => key === 'argocd.argoproj.io/hook')?.[1];
  const names = `${job.text('metadata.name') ?? ''} ${job.text('metadata.generateName') ?? ''}`;
  if (
    hook
      ?.text()
      ?.split(/\s*,\s*/)
      .includes('PostSync') &&
    !sendsMessages.test(names)
  )
    yield check('argo-cd', names.trim(), hook.line);
}

/** A hook behind the deployment that only tells somebody looks at nothing. */
const sendsMessages = /notif|slack|teams|announce|message|report|cleanup|migrat/i;

/** https://fluxcd.io/flux/components/helm/helmreleases/#test-configuration */
function* fluxTest(release: Tree): Generator<FactDraft> {
  const enabled = release.get('spec.test.enable');
  const ignored = release.flag('spec.test.ignoreFailures') === true;
  if (enabled?.flag() === true && !ignored && release.flag('spec.suspend') !== true)
    yield check('flux', release.text('metadata.name') ?? '', enabled.line);
}

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
function* codeDeployHooks(documents: readonly Tree[], file: SourceFile): Generator<FactDraft> {
  const entries = [...documents].flatMap(document => [
    ...document.list('hooks').flatMap(hook => hook.pairs()),
    ...document.list('Hooks').flatMap(hook => hook.pairs()),
    ...document.pairs('hooks'),
  ]);
  const hook = entries.find(([name]) => name === 'AfterAllowTestTraffic' || name === 'AfterAllowTraffic' || name === 'ValidateService');
  if (hook) yield check('aws-codedeploy', file.path, hook[1].line);
}

function check(tool: string, name: string, line: number): FactDraft {
  return fact(
    'pipeline.job',
    { tool, workflow: name, name, triggers: ['other'], enabled: 'yes', automatic: 'yes', verifies: true, blocking: 'unknown' },
    { line },
  );
}
