import type { SourceFile } from '../../source-file.ts';
import { isOfInterest, jobWith, pipelineWith, scriptStep } from './unit-shapes.ts';
import type { Step, Unit } from './units.ts';

const quoted = `'''([\\s\\S]*?)'''|"""([\\s\\S]*?)"""|'([^'\\n]*)'|"([^"\\n]*)"`;
const shell = new RegExp(
  `\\bsh\\s*\\(?\\s*(?:label\\s*:\\s*(?:'[^'\\n]*'|"[^"\\n]*")\\s*,\\s*)?(returnStatus\\s*:\\s*true\\s*,\\s*)?(?:script\\s*:\\s*)?(?:${quoted})(\\s*,\\s*returnStatus\\s*:\\s*true)?`,
  'g',
);

/** A Jenkinsfile with a timer: its `sh` steps in written order. */
export function* jenkinsPipeline(file: SourceFile): Generator<Unit> {
  const text = withoutComments(file.text);
  const schedules = [...text.matchAll(new RegExp(`\\bcron\\s*\\(\\s*(?:${quoted})`, 'g'))].map(inner);
  if (schedules.length === 0) return;
  const steps = [...text.matchAll(shell)].map(match => readStep(file, match));
  const environment = /\b(?:environment|ENVIRONMENT|TF_WORKSPACE)\s*[=:]\s*['"](\w+)['"]/.exec(text)?.[1] ?? '';
  const notifies = /\b(?:slackSend|emailext|mail\s*\(|pagerduty|office365ConnectorSend)/.test(text);
  const job = jobWith({
    id: file.name,
    line: 1,
    environment,
    steps: steps.map(step => ({ ...step, notifies: step.notifies || notifies })),
  });
  if (isOfInterest(job)) yield pipelineWith({ tool: 'jenkins', name: file.path, schedules, jobs: [job] });
}

function readStep(file: SourceFile, match: RegExpExecArray | RegExpMatchArray): Step {
  const script = inner([match[0], ...match.slice(2, 6)] as unknown as RegExpMatchArray);
  const start = (match.index ?? 0) + match[0].indexOf(script);
  const step = scriptStep(script, file.lineAt(start));
  const statusRead = match[1] !== undefined || match[6] !== undefined;
  if (!statusRead || !step.script) return step;
  return { ...step, script: { ...step.script, diffs: step.script.diffs.map(diff => ({ ...diff, statusRead: 'own' as const })) } };
}

function inner(match: RegExpMatchArray): string {
  return match[1] ?? match[2] ?? match[3] ?? match[4] ?? '';
}

/** Comments become blanks, so that every offset stays; `//` inside an address is none. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, comment => comment.replace(/[^\n]/g, ' '));
}
