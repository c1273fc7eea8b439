import { blankComments } from '../../../lib/comments.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { type Detector, detector, type Located, type Scene } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { type Construct, constructsIn } from './constructs.ts';
import { compute, data, network, retentionDays } from './services.data.ts';

type Finding =
  | {
      readonly is: 'resources';
      readonly tool: 'cdk' | 'pulumi';
      readonly count: number;
      readonly compute: boolean;
      readonly data: boolean;
      readonly network: boolean;
      readonly line: number;
    } // prettier-ignore
  | { readonly is: 'alert'; readonly alert: CloudAlert }
  | { readonly is: 'fact'; readonly draft: FactDraft };

/** Programs that make infrastructure are not run; what they make is counted by the constructs that are written down. */
export const infrastructurePrograms: Detector<Finding> = detector<Finding>({
  id: 'infrastructure-programs',
  title: 'Resources, alarms and dashboards of CDK and Pulumi programs',
  docs: 'https://docs.aws.amazon.com/cdk/v2/guide/constructs.html',
  reads: [
    { extensions: ['.ts', '.js', '.mjs', '.cjs', '.mts'], text: ['aws-cdk-lib', '@aws-cdk/', '@pulumi/'] },
    { extensions: ['.py'], text: ['aws_cdk', 'pulumi_'] },
  ],
  emits: ['iac.resources', 'alert.rule', 'anomaly.detection', 'dashboard', 'log.retention'],

  *parse(file) {
    const constructs = [...constructsIn(blankComments(file.text.slice(0, 400_000), file.path.endsWith('.py') ? 'python' : 'slashes'))];
    for (const tool of ['cdk', 'pulumi'] as const) {
      const own = constructs.filter(each => each.tool === tool);
      const [first] = own;
      if (!first) continue;
      const has = (services: ReadonlySet<string>) => own.some(({ service }) => services.has(service));
      yield {
        is: 'resources',
        tool,
        count: own.length,
        compute: has(compute),
        data: has(data),
        network: has(network),
        line: file.lineAt(first.offset),
      };
    }
    for (const construct of constructs) yield* observabilityOf(construct, file);
  },

  *link(findings, scene) {
    const own = findings.filter(({ path }) => ['own', 'generated'].includes(scene.classOf(path)));
    yield* resourcesByRoot(own, scene);
    yield* alertFacts(
      own.flatMap(({ path, finding }) => (finding.is === 'alert' ? [{ path, finding: finding.alert }] : [])),
      scene,
    );
    for (const { path, finding } of own) if (finding.is === 'fact') yield { ...finding.draft, path };
  },
});

function* observabilityOf({ tool, service, type, name, offset, text }: Construct, file: SourceFile): Generator<Finding> {
  const line = file.lineAt(offset);
  const isAlarm = tool === 'cdk' ? service === 'cloudwatch' && type === 'Alarm' : service === 'cloudwatch' && type === 'MetricAlarm';
  if (isAlarm)
    yield { is: 'alert', alert: alarmOf(name, text, line, file.text.includes('addAlarmAction') || /\balarm_?[aA]ctions\b/.test(text)) };
  if (service === 'cloudwatch' && type === 'Dashboard')
    yield { is: 'fact', draft: fact('dashboard', { tool: 'cloudwatch', title: name, byReference: true }, { line }) };
  const isLogGroup = (service === 'logs' && type === 'LogGroup') || (service === 'cloudwatch' && type === 'LogGroup');
  const days = isLogGroup ? daysIn(text) : undefined;
  if (days !== undefined) yield { is: 'fact', draft: fact('log.retention', { tool: 'cloudwatch', store: name, days }, { line }) };
}

function alarmOf(name: string, text: string, line: number, acts: boolean): CloudAlert {
  const written = /\balarm_?[nN]ame\s*[:=]\s*["'`]([^"'`]{1,200})["'`]/.exec(text)?.[1] ?? name;
  const metrics = [...text.matchAll(/\bmetric_?(?:[nN]ame\s*[:=]\s*["'`]([\w.%/-]{1,100})["'`]|([A-Za-z]\w{2,60})\s*\()/g)].map(
    match => match[1] ?? spelled(match[2] ?? ''),
  );
  const description = /\balarm_?[dD]escription\s*[:=]\s*["'`]([^"'`]{1,600})["'`]/.exec(text)?.[1] ?? '';
  return {
    line,
    fields: { tool: 'cloudwatch', name: written, ...classifyMetrics(metrics, written), notifies: acts ? 'yes' : 'unknown', enabled: 'yes' },
    runbook: { within: description },
  };
}

/** `metricErrors()` is the metric `Errors`, `metric_errors()` as well. */
function spelled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Without a word the CDK keeps records for two years, and CloudWatch for ever. */
function daysIn(text: string): number | undefined {
  const named = /\bRetentionDays\.([A-Z_]{1,30})\b/.exec(text)?.[1];
  if (named !== undefined) return retentionDays[named];
  const number = /\bretention_?[iI]n_?[dD]ays\s*[:=]\s*(\d{1,5})\b/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A program belongs to the nearest project above it; what no project runs is a library. */
function* resourcesByRoot(findings: readonly Located<Finding>[], scene: Scene): Generator<FactDraft> {
  const roots = new Map<
    string,
    { path: string; line: number; tool: string; name: string; count: number; compute: boolean; data: boolean; network: boolean }
  >(); // prettier-ignore
  for (const { path, finding } of findings) {
    if (finding.is !== 'resources') continue;
    const folder = projectOf(path, finding.tool, scene);
    if (folder === undefined) continue;
    const { tool, line, count, compute, data, network } = finding;
    const known = roots.get(`${tool} ${folder}`) ?? {
      path,
      line,
      tool,
      name: folder || '.',
      count: 0,
      compute: false,
      data: false,
      network: false,
    };
    known.count += count;
    known.compute ||= compute;
    known.data ||= data;
    known.network ||= network;
    roots.set(`${tool} ${folder}`, known);
  }
  for (const { path, line, name, ...fields } of roots.values())
    yield fact('iac.resources', { ...fields, root: name, layer: 'cloud' }, { path, line });
}

function projectOf(path: string, tool: 'cdk' | 'pulumi', scene: Scene): string | undefined {
  const names = tool === 'cdk' ? ['cdk.json'] : ['Pulumi.yaml', 'Pulumi.yml'];
  for (let folder = path; folder !== ''; ) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    if (names.some(name => scene.has(folder === '' ? name : `${folder}/${name}`))) return folder;
  }
  return undefined;
}
