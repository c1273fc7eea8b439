import { fact, type Known } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { liveTemplates } from '../cloudformation/cloudformation.ts';
import { resourcesOfTemplate } from '../cloudformation/template.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';
import { type Part, roleOf, terraformTypes } from './parts.data.ts';

interface Found {
  readonly part: Part;
  readonly cloud: string;
  readonly line: number;
  readonly remediates: boolean;
  readonly enabled: Known;
}

export const cloudRecorder = detector<Found>({
  id: 'cloud-recorder',
  title: 'AWS Config, Azure Policy and Google asset feeds',
  docs: 'https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html',
  reads: [...terraform(...terraformTypes), { extensions: ['.yaml', '.yml', '.json', '.template'], text: ['AWS::Config::'] }],
  emits: ['cloud.recorder'],

  *parse(file) {
    yield* /\.(?:tf|tofu|tf\.json)$/i.test(file.path) ? fromTerraform(file) : fromTemplate(file);
  },

  /** Each cloud is one fact: the recorder, its status and its rules stand in different files. */
  *link(findings, scene) {
    const live = liveTemplates(scene);
    for (const cloud of new Set(findings.map(({ finding }) => finding.cloud))) {
      const own = findings.filter(({ finding }) => finding.cloud === cloud);
      const of = (part: Part) => own.filter(({ finding }) => finding.part === part);
      const place = of('recorder')[0] ?? of('rule')[0] ?? own[0];
      if (!place || (of('recorder').length === 0 && of('rule').length === 0)) continue;
      const remediates = own.some(({ finding }) => finding.remediates);
      const fields = {
        tool: cloud,
        rules: of('rule').length,
        recording: recordingOf(cloud, of('recorder'), of('status'), live),
        remediates,
      };
      yield fact('cloud.recorder', fields, { path: place.path, line: place.finding.line });
    }
  },
});

/** AWS records only with a recorder that was started; policies of the other clouds are evaluated without one. */
function recordingOf(
  cloud: string,
  recorders: readonly Located<Found>[],
  status: readonly Located<Found>[],
  live: (path: string) => Known,
): Known {
  if (cloud !== 'aws-config') return 'yes';
  const started = [...recorders, ...status].map(({ path, finding }) => (finding.enabled === 'yes' ? live(path) : finding.enabled));
  return started.includes('yes') && recorders.length > 0 ? 'yes' : started.includes('no') ? 'no' : 'unknown';
}

function* fromTerraform(file: SourceFile): Generator<Found> {
  for (const { type, line, body, created } of resourcesOf(file.hcl(), ...terraformTypes)) {
    const role = roleOf(type);
    if (!role) continue;
    const flag = role.flag === '' ? undefined : body.flag(role.flag);
    const automatic = role.part === 'remediation' && (role.flag === '' || flag === true);
    const isOpen = role.part !== 'status' || flag === undefined || (flag && created === 'unknown');
    const enabled = isOpen ? 'unknown' : flag ? 'yes' : 'no';
    if (role.part === 'rule' && flag === false) continue; // a policy that is not enforced only reports on demand
    yield { part: role.part, cloud: role.cloud, line, remediates: automatic, enabled };
  }
}

/** CloudFormation starts a recorder when it creates it with a delivery channel. */
function* fromTemplate(file: SourceFile): Generator<Found> {
  for (const [type, resource] of resourcesOfTemplate(file.yaml()[0])) {
    const role = roleOf(type);
    if (!role) continue;
    const { part, cloud } = role;
    const remediates = part === 'remediation' && resource.flag('Properties.Automatic') === true;
    yield { part, cloud, line: resource.line, remediates, enabled: part === 'recorder' ? 'yes' : 'unknown' };
  }
}
