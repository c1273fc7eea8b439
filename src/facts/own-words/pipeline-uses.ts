import { type Fact, type FactDraft, fact, isKind } from '../../model/fact.ts';
import type { Settings } from '../../model/settings.ts';
import { jobFields } from '../detectors/commands/effects.ts';
import { onChangeOf } from '../detectors/pipeline-findings.ts';
import { isProduction } from '../production.ts';
import { deedsOf } from './pipeline-deeds.ts';
import { wrapperFinder } from './wrapper-names.ts';

/** Jobs that stand in a shared template: what the organisation says that it does, done by the pipeline that uses it. */
export function* pipelineUses(facts: readonly Fact[], settings: Settings): Generator<FactDraft> {
  if (settings.wrappers.length === 0) return;
  const find = wrapperFinder(settings);
  const workflows = new Map(facts.flatMap(each => (isKind(each, 'pipeline.workflow') ? [[placeOf(each)[0], each] as const] : [])));
  for (const use of facts) {
    // the jobs of GitHub take what a workflow does when they are read
    if (!isKind(use, 'pipeline.template') || use.fields.role !== 'uses' || use.fields.tool === 'github-actions') continue;
    const wrapper = find(use.fields.source);
    const [path, line] = placeOf(use);
    const deeds = wrapper && deedsOf(wrapper, { command: use.fields.source, line, blocking: true });
    if (!wrapper || !deeds) continue;
    const triggers = workflows.get(path)?.fields.triggers ?? [];
    const environment = deeds.effects.find(effect => effect.environment)?.environment ?? '';
    yield fact(
      'pipeline.job',
      {
        ...jobFields(deeds.effects, { afterDeploy: false, saysDeploy: true, advisory: false }),
        tool: use.fields.tool,
        workflow: workflows.get(path)?.fields.name ?? '',
        name: use.fields.source,
        triggers,
        enabled: 'yes',
        onChange: onChangeOf(triggers),
        automatic: 'unknown',
        gate: deeds.asks ? 'human' : 'none',
      },
      { path, line, scope: { environment, production: isProduction(environment) }, accordingTo: [wrapper.at] },
    );
  }
}

function placeOf({ origin }: Fact): readonly [path: string, line: number] {
  return origin.kind === 'file' ? [origin.path, origin.line] : ['', 0];
}
