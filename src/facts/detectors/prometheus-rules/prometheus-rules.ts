import type { HclFile } from '../../../lib/hcl.ts';
import { jsonnetObjects } from '../../../lib/jsonnet.ts';
import { type Guard, guardsOf } from '../../../lib/template-guards.ts';
import { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { type Detector, detector, type Located, type Scene } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { packGroups, packParts } from '../alert-class/alert-packs.data.ts';
import { type AlertClass, classifyPromQl } from '../alert-class/classify-promql.ts';
import type { PromReading } from '../alert-class/promql-reading.ts';
import { judgeRunbook, type RunbookQuality, runbookText, type Targets } from '../alert-class/runbook-link.ts';
import { runbookTargets } from '../alert-class/runbook-targets.ts';
import { scopeInName } from '../alert-class/scope-in-name.ts';
import { embeddedDocuments } from '../embedded-yaml.ts';
import { templateSwitches } from '../template-values/template-values.ts';
import { type AlertFinding, type RuleFinding, rulesIn } from './rule-findings.ts';
import { readUrgency, urgencyJudge } from './rule-urgency.ts';

const jsonnet = ['.jsonnet', '.libsonnet'];

export const prometheusRules: Detector<RuleFinding> = detector<RuleFinding>({
  id: 'prometheus-rules',
  title: 'Prometheus alerting rules',
  docs: 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
  reads: [
    {
      extensions: ['.yaml', '.yml', '.json', '.rules', '.rule', '.rules.j2', '.rules.erb', '.yml.erb', '.yaml.erb', '.tpl', '.gotmpl'],
      text: ['alert:', '"alert"', 'record:', '"record"'],
    },
    { extensions: ['.tf', '.tofu', '.tf.json'], text: ['alert:', 'alert ', '"alert"'] },
    { extensions: jsonnet, text: ['alert:'] },
  ],
  emits: ['alert.rule'],

  *parse(file) {
    if (!/\bexpr(?:ession)?\b/.test(file.text) || !namedRule.test(file.text)) return;
    let guards: ReadonlyMap<number, readonly Guard[]> | undefined;
    for (const document of documentsOf(file)) {
      for (const rule of rulesIn(document, file.templated)) {
        if (rule.is === 'alert' && file.templated) guards ??= guardsOf(file.text);
        const around = rule.is === 'alert' ? guards?.get(rule.line) : undefined;
        yield rule.is === 'alert' && around ? { ...rule, guards: around } : rule;
      }
    }
  },

  *link(findings, scene) {
    const records = new Map<string, PromReading>();
    for (const { finding } of findings)
      if (finding.is === 'record' && !records.has(finding.name)) records.set(finding.name, finding.reading);
    const alerts = written(findings.filter(isAlert), scene);
    const targets = runbookTargets(
      scene,
      alerts.flatMap(({ finding }) => runbookText(finding.annotations) ?? []),
    );
    yield* alertFacts(alerts, records, targets, scene);
  },
});

/** A rule names its alert or record on the same line; the schema of a custom resource, which may be huge, does not. */
const namedRule = /(?:^|[\n{,])[ \t]*(?:-[ \t]+)?["']?(?:alert|record)["']?[ \t]*[:=][ \t]*["'\w{*&]/;

function documentsOf(file: SourceFile): Iterable<Tree> {
  if (isJsonnet(file.path)) return [Tree.list(jsonnetObjects(file.text, ['alert', 'expr']), 1, 1)];
  const documents = /\.(?:tf|tofu|tf\.json)$/.test(file.path) ? blockBodies(file.hcl()) : file.yaml();
  return embeddedDocuments(documents, 'alert');
}

function blockBodies({ blocks }: HclFile): readonly Tree[] {
  return blocks.map(block => block.body);
}

function isJsonnet(path: string): boolean {
  return jsonnet.some(extension => path.endsWith(extension));
}

/** What Jsonnet makes is often checked in beside it: its rules count only where there are no others. */
function written(alerts: readonly Located<AlertFinding>[], scene: Scene): readonly Located<AlertFinding>[] {
  const others = alerts.filter(({ path }) => !isJsonnet(path));
  return others.some(({ path }) => ['own', 'generated'].includes(scene.classOf(path))) ? others : alerts;
}

function isAlert(located: Located<RuleFinding>): located is Located<AlertFinding> {
  return located.finding.is === 'alert';
}

function* alertFacts(
  alerts: readonly Located<AlertFinding>[],
  records: ReadonlyMap<string, PromReading>,
  targets: Targets,
  scene: Scene,
): Generator<FactDraft> {
  const urgency = urgencyJudge(
    scene,
    alerts.map(({ finding }) => finding.labels),
  );
  const switches = templateSwitches(scene);
  for (const { path, finding } of alerts) {
    const { name, line, labels, annotations, reading, templated } = finding;
    const enabled = finding.enabled === 'yes' && finding.guards ? switches(path, finding.guards) : finding.enabled;
    const link = judgeRunbook(runbookText(annotations) ?? runbookText(labels), targets);
    yield fact(
      'alert.rule',
      {
        tool: 'prometheus',
        name,
        ...classOf(finding, records),
        ...urgency(labels, name),
        severity: readUrgency(labels),
        ...link,
        burnRate: reading.burn,
        enabled,
        vendored: isVendored(finding, link.runbook),
        slo: labels.slo ?? labels.sloth_slo ?? labels.sloth_id ?? '',
      },
      { path, line, templated, scope: scopeInName(path) },
    );
  }
}

function classOf(finding: AlertFinding, records: ReadonlyMap<string, PromReading>): AlertClass {
  if (/^(?:Watchdog|DeadMansSwitch|InfoInhibitor)$/i.test(finding.name)) return { class: 'meta', signal: 'other' };
  const found = classifyPromQl(finding.reading, records);
  const said = finding.labels.opsex_class ?? finding.annotations['opsex/class'] ?? '';
  return said === 'symptom' || said === 'cause' || said === 'meta' ? { ...found, class: said } : found;
}

/** A rule of a pack that leads to the team's own runbook has been adopted. */
function isVendored({ name, group, part }: AlertFinding, runbook: RunbookQuality): boolean {
  if (runbook === 'generic' || packParts.has(part)) return true;
  return runbook !== 'linked' && (packGroups.get(group)?.test(name) ?? false);
}
