import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import type { Located, Scene } from '../../detector.ts';
import { judgeRunbook, runbookInText } from './runbook-link.ts';
import { runbookTargets } from './runbook-targets.ts';

/** An alerting rule of a tool other than Prometheus as `parse` finds it: its runbook link is judged when all files are known. */
export interface CloudAlert {
  readonly line: number;
  readonly fields: Partial<FactFields<'alert.rule'>>;
  /** The link of a runbook, or a text that may hold one. */
  readonly runbook?: { readonly link: string } | { readonly within: string };
  /** How it finds anomalies, when it does. */
  readonly anomaly?: string;
}

/** The facts of such alerts. */
export function* alertFacts(found: readonly Located<CloudAlert>[], scene: Scene): Generator<FactDraft> {
  const links = found.map(({ finding }) => linkOf(finding));
  const targets = runbookTargets(
    scene,
    links.flatMap(link => link ?? []),
  );
  for (const [index, { path, finding }] of found.entries()) {
    const place = { path, line: finding.line };
    yield fact('alert.rule', { enabled: 'yes', ...finding.fields, ...judgeRunbook(links[index], targets) }, place);
    if (finding.anomaly) yield fact('anomaly.detection', { tool: finding.fields.tool ?? '', how: finding.anomaly }, place);
  }
}

function linkOf({ runbook }: CloudAlert): string | undefined {
  if (!runbook) return undefined;
  return 'link' in runbook ? runbook.link : runbookInText(runbook.within);
}
