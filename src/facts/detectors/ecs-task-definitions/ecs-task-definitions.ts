import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { type AppliedPaths, appliedFolders, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { environmentOfFolder } from '../environment-names.ts';
import { liveRoot } from '../live-root.ts';

interface TaskDefinition {
  readonly kind: 'task-definition';
  readonly line: number;
}

/** Task definitions that stand as files of their own and are registered by a pipeline; those inside templates belong to the templates. */
export const ecsTaskDefinitions = detector<TaskDefinition | AppliedPaths>({
  id: 'ecs-task-definitions',
  title: 'Amazon ECS task definitions',
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html',
  reads: [{ extensions: ['.json'], text: ['"containerDefinitions"'] }, ...appliedPathReads('task-definition', 'ecspresso')],
  emits: ['iac.root', 'iac.resources'],

  *parse(file) {
    if (isScript(file.path)) yield* appliedPaths(file, 'ecs');
    else yield* taskDefinition(file);
  },

  *link(findings, scene): Generator<FactDraft> {
    const isApplied = appliedFolders(findings.flatMap(({ finding }) => (finding.kind === 'applied' ? [finding] : [])));
    for (const { path, finding } of findings) {
      if (finding.kind !== 'task-definition') continue;
      const environment = environmentOfFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
      const { line } = finding;
      yield liveRoot({ tool: 'ecs', name: path, backendType: 'ecs', path, line, environment, deployed: isApplied(path) }, scene);
      yield fact('iac.resources', { tool: 'ecs', root: path, layer: 'cloud', count: 1, compute: true }, { path, line });
    }
  },
});

/** What `describe-task-definition` prints has the definition inside; it records what runs and is not what is registered. */
function* taskDefinition(file: SourceFile): Generator<TaskDefinition> {
  const document = file.json();
  const containers = document?.get('containerDefinitions');
  if (!document || containers?.kind !== 'list' || document.text('family') === undefined || document.has('taskDefinitionArn')) return;
  if (containers.list().some(container => container.has('image'))) yield { kind: 'task-definition', line: containers.line };
}
