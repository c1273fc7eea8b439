import type { Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Reading } from '../commands/effects.ts';
import { type JobFinding, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { type GroovyStatement, readGroovy } from './groovy.ts';
import { asksPerson, commandsIn, isOff, nameOf, walk } from './steps.ts';
import { conditionOf, triggersIn } from './triggers.ts';

export const jenkins = detector<PipelineFinding>({
  id: 'jenkins',
  title: 'Jenkins',
  docs: 'https://www.jenkins.io/doc/book/pipeline/syntax/',
  reads: [
    { names: ['jenkinsfile'] },
    {
      extensions: ['.jenkinsfile', '.groovy'],
      path: /(?:^|\/)(?:[\w-]+\.)?jenkinsfile$|(?:^|\/)jenkinsfile[\w.-]*$|^(?:\.?jenkins|ci\/jenkins)\/[^/]+\.groovy$/i,
    },
    { extensions: ['.prod', '.production', '.deploy', '.pr', '.release', '.ci'], path: /(?:^|\/)jenkinsfile\.\w+$/i },
  ],
  emits: pipelineKinds,

  *parse(file) {
    const statements = [...readGroovy(file.text)];
    const pipeline = statements.find(statement => statement.head === 'pipeline' && statement.body.length > 0);
    const triggers = triggersIn(statements);
    const stages = stagesOrWhole(pipeline ? pipeline.body : statements, file);
    const library = libraryOf(statements);
    const opaque = stages.length === 0 || (library !== undefined && !stages.some(stage => commandsIn(stage).length > 0));
    if (stages.length === 0 && library === undefined) return;
    const name = file.name;
    yield {
      is: 'workflow',
      tool: 'jenkins',
      name,
      line: pipeline?.line ?? 1,
      triggers,
      enabled: 'yes',
      opaque,
      sharedTemplate: library !== undefined,
    };
    if (library) yield { is: 'template', tool: 'jenkins', ...library };
    yield* jobsOf(stages, triggers, file);
  },

  link: pipelineFacts,
});

/** A scripted pipeline need not have stages: then it is one job. */
function stagesOrWhole(statements: readonly GroovyStatement[], file: SourceFile): readonly GroovyStatement[] {
  const stages = stagesOf(statements);
  if (stages.length > 0) return stages;
  const whole: GroovyStatement = { head: 'node', texts: [{ value: file.name, line: 1 }], line: statements[0]?.line ?? 1, body: statements };
  return commandsIn({ ...whole, texts: [] }).length > 0 ? [whole] : [];
}

/** The innermost stages in written order, those of `parallel` and nested `stages` included. */
function stagesOf(statements: readonly GroovyStatement[]): readonly GroovyStatement[] {
  return statements.flatMap(statement => {
    if (/^(?:post|environment|options|tools|parameters|triggers|agent)\b/.test(statement.head)) return [];
    const inner = stagesOf(statement.body);
    if (inner.length > 0) return inner;
    return /^stage\s*\(/.test(statement.head) ? [statement] : [];
  });
}

/** Stages run one after the other, so a question in one holds back all that follow. */
function* jobsOf(stages: readonly GroovyStatement[], triggers: readonly string[], file: SourceFile): Generator<JobFinding> {
  const before: string[] = [];
  for (const stage of stages) {
    const condition = conditionOf(stage);
    const reading: Reading = commandsIn(stage);
    yield {
      is: 'job',
      tool: 'jenkins',
      workflow: file.name,
      name: nameOf(stage),
      line: stage.line,
      triggers: condition.triggers ?? triggers,
      enabled: enabledOf(stage),
      gate: asksPerson(stage) ? 'human' : 'none',
      reading,
      needs: condition.triggers ? gatesOnly(before, stages) : [...before],
      environment: condition.environment,
      advisory: [...walk(stage)].some(({ head }) => /^catchError\s*\(.*buildResult\s*:\s*null|^warnError\b/.test(head)),
    };
    before.push(nameOf(stage));
  }
}

/** A stage with its own condition runs also where an earlier one was skipped; only questions hold it back. */
function gatesOnly(before: readonly string[], stages: readonly GroovyStatement[]): readonly string[] {
  return before.filter(name =>
    stages.some(
      stage => nameOf(stage) === name && (asksPerson(stage) || commandsIn(stage).some(item => 'does' in item && item.does === 'deploy')),
    ),
  );
}

function enabledOf(stage: GroovyStatement): Known {
  return isOff(stage) ? 'no' : 'yes';
}

/** `@Library('shared@v1') _` or `library 'shared'`. */
function libraryOf(
  statements: readonly GroovyStatement[],
): { readonly source: string; readonly pinned: boolean; readonly line: number } | undefined {
  const statement = statements.find(({ head }) => /^@Library\b|^library\b/.test(head));
  const [source = '', version = ''] = statement?.texts[0]?.value.split('@') ?? [];
  return statement && source ? { source, pinned: /\d/.test(version), line: statement.line } : undefined;
}
