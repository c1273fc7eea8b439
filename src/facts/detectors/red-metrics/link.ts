import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { dependencies } from '../dependencies/dependencies.ts';
import { concerns, moduleFolders } from '../modules.ts';
import { tracing } from '../tracing/tracing.ts';
import { agents } from './metric-calls.data.ts';
import type { MetricFinding } from './metric-finding.ts';

export function* linkMetrics(findings: readonly Located<MetricFinding>[], scene: Scene): Generator<FactDraft> {
  const moduleOf = moduleFolders(scene);
  const seen = new Set<string>();
  for (const { path, finding } of findings) {
    if (finding.kind !== 'use') continue;
    const { language, library, via, complete, line } = finding;
    const key = `${via === 'library' ? moduleOf(path) : path}:${library}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield fact('metric.red', { language, library, via, complete }, { path, line });
  }
  yield* actuators(findings, scene, moduleOf);
  yield* agentsOf(findings, scene, moduleOf);
  yield* tracers(scene, seen, moduleOf);
}

/** Spring measures every request when a registry is there; the endpoint must be open for anybody to read it. */
function* actuators(findings: readonly Located<MetricFinding>[], scene: Scene, moduleOf: (path: string) => string): Generator<FactDraft> {
  for (const { path, finding } of scene.findings(dependencies)) {
    const registry = /^io\.micrometer:micrometer-registry-(\w+)$/.exec(finding.name)?.[1];
    const quarkus = finding.name === 'io.quarkus:quarkus-micrometer-registry-prometheus';
    if ((!registry && !quarkus) || finding.dev) continue;
    const module = moduleOf(path);
    const open =
      registry !== 'prometheus' ||
      findings.some(
        each => each.finding.kind === 'exposed' && moduleOf(each.path).startsWith(module) && scene.classOf(each.path) === 'own',
      );
    yield fact(
      'metric.red',
      { language: 'jvm', library: 'micrometer', via: 'library', complete: open ? 'yes' : 'unknown' },
      { path, line: finding.line },
    );
  }
}

/** Agents that come as a library. */
function* agentsOf(findings: readonly Located<MetricFinding>[], scene: Scene, moduleOf: (path: string) => string): Generator<FactDraft> {
  for (const { path, finding } of scene.findings(dependencies)) {
    const agent = finding.dev ? undefined : agents.find(each => each.ecosystem === finding.ecosystem && each.name === finding.name);
    if (!agent) continue;
    const on = findings.some(
      each => each.finding.kind === 'switch' && each.finding.name === agent.switch && concerns(each.path, moduleOf(path)),
    );
    const complete: Known = on ? 'yes' : 'unknown';
    yield fact('metric.red', { language: finding.ecosystem, library: agent.name, via: 'agent', complete }, { path, line: finding.line });
  }
}

const measuring: ReadonlySet<string> = new Set(['newrelic', 'datadog', 'elastic', 'azure']);

/** Agents of vendors that trace also measure: the same start makes both. */
function* tracers(scene: Scene, seen: Set<string>, moduleOf: (path: string) => string): Generator<FactDraft> {
  for (const { path, finding } of scene.findings(tracing)) {
    if (finding.kind !== 'start' || !measuring.has(finding.says.vendor)) continue;
    const key = `${moduleOf(path)}:${finding.says.library}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const service = finding.service ? { scope: { service: finding.service } } : {};
    const language = finding.language === 'unknown' ? '' : finding.language;
    yield fact(
      'metric.red',
      { language, library: finding.says.library, via: 'agent', complete: 'yes' },
      { path, line: finding.line, ...service },
    );
  }
}
