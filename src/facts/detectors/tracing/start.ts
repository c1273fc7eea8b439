import { blankComments } from '../../../lib/comments.ts';
import type { Read } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { agentStarts } from './trace-calls.data.ts';
import type { AgentSwitch, LogInjection, TraceStart } from './trace-finding.ts';

const injectionVariable = /\b(OTEL_PYTHON_LOG_CORRELATION|DD_LOGS_INJECTION)["']?\s{0,4}[:=]\s{0,4}["']?(?:true|1)\b/i;
const listedVariable = /\bname:\s{0,4}["']?(OTEL_PYTHON_LOG_CORRELATION|DD_LOGS_INJECTION)["']?\s{1,80}value:\s{0,4}["']?(?:true|1)\b/i;

const literals = [...new Set(agentStarts.map(start => start.literal)), 'OTEL_PYTHON_LOG_CORRELATION', 'DD_LOGS_INJECTION'];
const endings = ['.yaml', '.yml', '.tf', '.json', '.sh', '.service', '.toml', '.env', '.dockerfile', '.conf'];

/** Where start commands and environments of programs are written. */
export const agentReads: readonly Read[] = [
  { names: ['dockerfile', 'containerfile', 'procfile', 'package.json'], text: literals },
  { extensions: endings, text: literals },
  { names: ['newrelic.ini'] },
  { extensions: ['.dev', '.prod', '.production', '.web', '.api'], path: /(?:^|\/)Dockerfile\.[\w.-]{1,60}$/, text: literals },
];

export function isStartFile(file: SourceFile): boolean {
  const name = file.name.toLowerCase();
  return name === 'newrelic.ini' || literals.some(literal => file.text.includes(literal));
}

export function* startsIn(file: SourceFile): Generator<TraceStart | AgentSwitch | LogInjection> {
  if (file.name === 'package-lock.json' || isPipeline(file.path)) return;
  const text = blankComments(file.text, 'hash');
  if (file.name === 'newrelic.ini') {
    yield* switchOf(file, blankLeading(text));
    return;
  }
  for (const { literal, pattern, language, says } of agentStarts) {
    const at = text.includes(literal) ? startOf(text, pattern, literal) : -1;
    if (at === -1 || isCopied(text, at)) continue;
    yield { kind: 'start', how: 'agent', language, line: file.lineAt(at + leadingBlanks(text, at)), says, exports: 'unknown' };
  }
  for (const pattern of [injectionVariable, listedVariable]) {
    const found = pattern.exec(text);
    if (found)
      yield { kind: 'log-injection', line: file.lineAt(found.index), language: found[1]?.includes('PYTHON') ? 'python' : 'unknown' };
  }
}

/** An image may copy the archive of an agent to a short name and start that. */
function startOf(text: string, pattern: RegExp, literal: string): number {
  const at = text.search(pattern);
  if (at !== -1 || !pattern.source.startsWith('-javaagent:')) return at;
  const copy = text.split('\n').find(line => /^\s*(?:COPY|ADD)\s/.test(line) && line.includes(literal));
  const name = /\s(\S{1,200}\.jar)\s*$/.exec(copy ?? '')?.[1];
  return name ? text.indexOf(`-javaagent:${name}`) : -1;
}

/** A pipeline runs tests; what it sets is not how the service runs. */
function isPipeline(path: string): boolean {
  return /(?:^|\/)(?:\.github|\.circleci|\.gitlab-ci)/.test(path);
}

function isCopied(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^\s*(?:COPY|ADD|echo)\b/.test(line);
}

function leadingBlanks(text: string, at: number): number {
  return /^\s*/.exec(text.slice(at, at + 100))?.[0].length ?? 0;
}

/** Ini files also know `;`. */
function blankLeading(text: string): string {
  return text.replace(/^[ \t]{0,40};.*$/gm, line => ' '.repeat(line.length));
}

/** https://docs.newrelic.com/docs/apm/agents/python-agent/configuration/python-agent-configuration/ (on unless switched off) */
function* switchOf(file: SourceFile, text: string): Generator<AgentSwitch> {
  const found = /^distributed_tracing\.enabled\s{0,4}=\s{0,4}(\w+)/m.exec(text);
  yield {
    kind: 'newrelic-ini',
    line: file.lineAt(found?.index ?? 0),
    distributed: found === null || /^(?:true|on|1|yes)$/i.test(found[1] ?? ''),
  };
}
