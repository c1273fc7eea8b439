import type { Reading } from '../commands/effects.ts';
import { readScript } from '../commands/read-script.ts';
import type { GroovyStatement, GroovyText } from './groovy.ts';

export function* walk(statement: GroovyStatement): Generator<GroovyStatement> {
  yield statement;
  for (const inner of statement.body) yield* walk(inner);
}

export function nameOf(stage: GroovyStatement): string {
  return stage.texts[0]?.value ?? '';
}

/** What the `sh` and `bat` steps of a stage do; a status that is only returned fails nothing. */
export function commandsIn(stage: GroovyStatement): Reading {
  return [...walk(stage)].flatMap(({ head, texts }) => {
    if (/^input\b/.test(head)) return [];
    const text = scriptOf(head, texts);
    if (!text) return knownStep(head, texts);
    const returned = /returnStatus\s*:\s*true/.test(head);
    const reading = readScript(text.value, text.line, { pipefail: false });
    return returned ? reading.map(item => ({ ...item, blocking: false })) : reading;
  });
}

const shellStep = /(?:^|[=(\s])(?:sh|bat|powershell|pwsh)\s*(?:\(|"")/;

/** The literal that is the script: named `script:`, or the first one. */
function scriptOf(head: string, texts: readonly GroovyText[]): GroovyText | undefined {
  if (!shellStep.test(head)) return undefined;
  const named = head.indexOf('script:');
  if (named === -1) return texts[0];
  return texts[(head.slice(0, named).match(/""/g) ?? []).length];
}

const steps: readonly (readonly [head: RegExp, does: 'deploy' | 'scan' | 'announce' | 'record_change', how?: 'environment' | 'script'])[] =
  [
    [/^(?:kubernetesDeploy|openshiftDeploy|azureWebAppPublish|ansiblePlaybook|pushToCloudFoundry)\b/, 'deploy', 'environment'],
    [/^(?:sshPublisher|sshCommand)\b/, 'deploy', 'script'],
    [/^(?:withSonarQubeEnv|waitForQualityGate|dependencyCheck|snykSecurity|aquaMicroscanner)\b/, 'scan'],
    [/^(?:slackSend|office365ConnectorSend|hipchatSend|emailext)\b/, 'announce'],
    [/^(?:snDevOpsChange|snDevOpsStep|jiraSendDeploymentInfo|jiraTransitionIssue)\b/, 'record_change'],
  ];

function knownStep(head: string, texts: readonly GroovyText[]): Reading {
  const known = steps.find(([pattern]) => pattern.test(head));
  if (!known) return [];
  const [, does, how] = known;
  const line = texts[0]?.line ?? 1;
  return [{ does, ...(how ? { how } : {}), command: head.slice(0, 60), line, blocking: true }];
}

/** `input { message … }` of a stage, or the step `input(…)`. */
export function asksPerson(stage: GroovyStatement): boolean {
  return [...walk(stage)].some(({ head }) => /(?:^|=\s*)input\b(?!\s*=)/.test(head));
}

/** `when { expression { false } }` */
export function isOff(stage: GroovyStatement): boolean {
  const conditions = stage.body.filter(({ head }) => head === 'when').flatMap(({ body }) => body);
  return conditions.some(({ head, body }) => head === 'expression' && returnsFalse(body));
}

function returnsFalse(body: readonly GroovyStatement[]): boolean {
  const returns = body.filter(({ head, body: inner }) => inner.length > 0 || /^return\b/.test(head));
  return /^(?:return\s+)?false$/.test(body.at(-1)?.head ?? '') && returns.length <= 1;
}
