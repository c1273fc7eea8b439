import { blankComments } from '../../../lib/comments.ts';
import { jsonnetObjects } from '../../../lib/jsonnet.ts';
import { fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { type Detector, detector, type Scene } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { dashboards } from '../dashboards/dashboards.ts';
import { grafanaAlerts } from '../grafana-alerts/grafana-alerts.ts';
import { kubernetesManifests } from '../kubernetes-manifests/kubernetes-manifests.ts';
import { prometheusRules } from '../prometheus-rules/prometheus-rules.ts';
import { slo } from '../slo/slo.ts';
import { type Language, languages } from './languages.data.ts';

type Topic = FactFields<'evidence.elsewhere'>['topic'];

interface Program {
  readonly language: string;
  readonly topic: Topic;
  readonly line: number;
}

const longest = 200_000;

/** Programs that make configuration. Where what they make is not kept beside them, nothing can be said about it. */
export const unrendered: Detector<Program> = detector<Program>({
  id: 'unrendered',
  title: 'Configuration made by programs: Jsonnet, CUE, Nix, Starlark, Dhall, Pkl, grafanalib',
  docs: 'https://jsonnet.org/learning/tutorial.html',
  reads: languages.map(({ extensions, makes }) => ({ extensions, text: [...new Set(makes.map(([, literal]) => literal))] })),
  emits: ['evidence.elsewhere'],

  *parse(file) {
    for (const language of languages) {
      if (language.extensions.some(extension => file.path.endsWith(extension))) yield* programsIn(file, language);
    }
  },

  /** One for each topic: the first program of the sources' own. */
  *link(findings, scene) {
    const told = new Set<Topic>();
    for (const { path, finding } of findings) {
      const { topic, language, line } = finding;
      if (told.has(topic) || scene.classOf(path) !== 'own' || isRendered(topic, scene)) continue;
      told.add(topic);
      yield fact('evidence.elsewhere', { topic, where: language, because: 'not_evaluated' }, { path, line });
    }
  },
});

function* programsIn(file: SourceFile, language: Language): Generator<Program> {
  const code = blankComments(file.text.slice(0, longest), language.comments);
  for (const [topic, literal, pattern, besides] of language.makes) {
    const found = code.includes(literal) && (!besides || besides.test(code)) ? pattern.exec(code) : null;
    if (!found || (topic === 'alerting' && language.name === 'Jsonnet' && isWrittenOut(file.text, code))) continue;
    yield { language: language.name, topic, line: file.lineAt(found.index) };
  }
}

/** Every rule of the file has its name and its expression written down: those are read where they stand. */
function isWrittenOut(text: string, code: string): boolean {
  const rules = code.match(/\balert\s*:/g)?.length ?? 0;
  return (
    rules > 0 && jsonnetObjects(text, ['alert', 'expr']).length >= rules && !/\bimport\s*\(?['"][^'"]{0,120}(?:alert|rule)/i.test(code)
  );
}

/** Whether what programs of this topic make is kept in the sources as well. */
function isRendered(topic: Topic, scene: Scene): boolean {
  const kept = (path: string) => !/\.(?:jsonnet|libsonnet)$/.test(path) && ['own', 'generated'].includes(scene.classOf(path));
  if (topic === 'alerting')
    return (
      scene.findings(prometheusRules).some(({ path, finding }) => finding.is === 'alert' && kept(path)) ||
      scene.findings(grafanaAlerts).some(({ path }) => kept(path))
    );
  if (topic === 'dashboard') return scene.findings(dashboards).some(({ path }) => kept(path));
  if (topic === 'slo') return scene.findings(slo).some(({ path, finding }) => finding.is === 'slo' && kept(path));
  if (topic === 'infrastructure')
    return scene.findings(kubernetesManifests).some(({ path, finding }) => finding.kind === 'manifest' && kept(path));
  return false;
}
