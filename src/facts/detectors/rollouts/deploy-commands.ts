import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { shellCommands } from '../drift-jobs/shell-commands.ts';
import { jobsOf } from './job-ranges.ts';
import { type RolloutFields, rollout } from './rollout-fact.ts';

/** Deploy commands whose options choose the rollout, in pipelines and scripts. */
export function* deployCommands(file: SourceFile): Generator<FactDraft> {
  const jobOf = jobsOf(file);
  for (const { fields, line } of [...foldedPush(file), ...writtenOut(file)]) {
    const { runs, environment, production } = jobOf(line);
    if (runs) yield rollout(fields, { line, environment, ...(production ? { production } : {}) });
  }
}

interface Deployed {
  readonly fields: RolloutFields;
  readonly line: number;
}

function* writtenOut(file: SourceFile): Generator<Deployed> {
  for (const { text, line } of candidateLines(file)) {
    for (const { words } of shellCommands(text, line)) {
      const fields = helm(words) ?? cloudFoundry(words) ?? cloudRun(words);
      if (fields) yield { fields, line };
    }
  }
}

/** `push` as the folded input of an action for Cloud Foundry: options on lines of their own below it. */
function* foldedPush(file: SourceFile): Generator<Deployed> {
  const lines = file.parsed('lines', text => text.split('\n'));
  for (const [index, line] of lines.entries()) {
    const [, strategy] = /^\s*--strategy[ =](rolling|canary)\s*$/.exec(line) ?? [];
    if (strategy !== 'rolling' && strategy !== 'canary') continue;
    let above = index - 1;
    while (above > index - 60 && /^\s*-/.test(lines[above] ?? '')) above--;
    if (!/^\s*push\s/.test(lines[above] ?? '')) continue;
    yield { fields: { tool: 'cloud-foundry', strategy, healthGate: true, manualStep: strategy === 'canary' }, line: index + 1 };
  }
}

const interesting = /\b(?:helm3?|cf7?|gcloud)\s/;

/** Lines that are no comments, joined where a backslash continues them, without what YAML puts before a command. */
function* candidateLines(file: SourceFile): Generator<{ readonly text: string; readonly line: number }> {
  const lines = file.parsed('lines', text => text.split('\n'));
  for (const [index, first] of lines.entries()) {
    if (!interesting.test(first) || /^\s*(?:#|\/\/)/.test(first)) continue;
    let text = first;
    for (let next = index + 1; /\\\s*$/.test(text) && next < lines.length && next < index + 30; next++)
      text = `${text.replace(/\\\s*$/, ' ')}${lines[next]?.trim() ?? ''}`;
    yield { text: text.replace(/^\s*-?\s*(?:(?:run|script|command|sh|bash)\s*:?\s*)?['"@(]*/, ''), line: index + 1 };
  }
}

function helm(words: readonly string[]): RolloutFields | undefined {
  const start = words.findIndex(word => /^(?:.*\/)?helm3?$/.test(word));
  if (start === -1 || !words.slice(start, start + 4).some(word => word === 'upgrade' || word === 'install')) return undefined;
  const atomic = words.some(word => /^--(?:atomic|rollback-on-failure)(?:=true)?$/.test(word));
  const waits = atomic || words.some(word => /^--wait(?:=true|=watcher)?$/.test(word));
  if (!waits || words.includes('--dry-run')) return undefined;
  return { tool: 'helm', strategy: 'rolling', healthGate: true, autoRollback: atomic ? 'health' : 'none' };
}

/** `cf push --strategy`: `rolling` replaces instance by instance, `canary` stops after the first. */
function cloudFoundry(words: readonly string[]): RolloutFields | undefined {
  const start = words.findIndex(word => /^(?:.*\/)?cf7?$/.test(word));
  if (start === -1 || !['push', 'restart', 'restage'].includes(words[start + 1] ?? '')) return undefined;
  const strategy =
    words.find((_, index) => words[index - 1] === '--strategy') ??
    words.find(word => word.startsWith('--strategy='))?.slice('--strategy='.length);
  if (strategy !== 'rolling' && strategy !== 'canary') return undefined;
  return { tool: 'cloud-foundry', strategy, healthGate: true, manualStep: strategy === 'canary' };
}

function cloudRun(words: readonly string[]): RolloutFields | undefined {
  if (words[0] !== 'gcloud' || !words.includes('run') || !words.includes('update-traffic')) return undefined;
  const option =
    words.find(word => /^--to-(?:revisions|tags)=/.test(word)) ??
    words.find((_, index) => /^--to-(?:revisions|tags)$/.test(words[index - 1] ?? ''));
  const share = /=(\d+)$/.exec(option ?? '')?.[1];
  return share !== undefined && Number(share) < 100 ? { tool: 'cloud-run', strategy: 'canary', manualStep: true } : undefined;
}
