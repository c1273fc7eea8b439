import type { Guard } from '../../../lib/template-guards.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { type Detector, detector, type Located, type Scene } from '../../detector.ts';
import { isProductionPath } from '../../production.ts';

/** The switches that one file of values sets, by their path: `alerts.enabled`. */
interface Switches {
  readonly on: readonly string[];
  readonly off: readonly string[];
}

const valuesFile = /(?:^|\/)(?:values[^/]*|[^/]*[-_.]values)\.ya?ml(?:\.gotmpl)?$/i;
const roleFile = /(?:^|\/)(?:defaults|vars)\/main\.ya?ml$|(?:^|\/)(?:group_vars|host_vars|hieradata|data)\/[^\s]+\.ya?ml$/i;
const mostSwitches = 400;
const deepest = 8;

/** Values of charts, variables of roles: what templates ask before they write something. */
export const templateValues: Detector<Switches> = detector<Switches>({
  id: 'template-values',
  title: 'Switches in values of charts and variables of roles',
  docs: 'https://helm.sh/docs/chart_template_guide/values_files/',
  reads: [
    { extensions: ['.yaml', '.yml', '.yaml.gotmpl', '.yml.gotmpl'], path: valuesFile, text: ['true', 'false'] },
    { extensions: ['.yaml', '.yml'], path: roleFile, text: ['true', 'false', ' yes', ' no'] },
  ],
  emits: [],

  *parse(file) {
    const found: { on: string[]; off: string[] } = { on: [], off: [] };
    for (const document of file.yaml()) collect(document, '', 0, found);
    if (found.on.length + found.off.length > 0) yield found;
  },

  *link() {},
});

function collect(node: Tree, path: string, depth: number, found: { on: string[]; off: string[] }): void {
  for (const [key, value] of node.pairs()) {
    if (found.on.length + found.off.length >= mostSwitches) return;
    const name = path === '' ? key : `${path}.${key}`;
    const text = value.kind === 'scalar' ? value.text()?.toLowerCase() : undefined;
    if (value.kind === 'map' && depth < deepest) collect(value, name, depth + 1, found);
    else if (text === 'true' || text === 'yes') found.on.push(name);
    else if (text === 'false' || text === 'no') found.off.push(name);
  }
}

/**
 * Whether what stands behind conditions in a template is there: `no` where values that are meant for environments leave a switch off,
 * `yes` where every switch is on, and `unknown` where a condition is more than a switch or its value stands elsewhere.
 */
export function templateSwitches(scene: Scene): (path: string, guards: readonly Guard[]) => Known {
  const files = scene.findings(templateValues).filter(({ path }) => ['own', 'generated'].includes(scene.classOf(path)));
  return (path, guards) => {
    const home = homeOf(path, scene);
    const answers = guards.map(guard => answer(guard, home, files));
    if (answers.includes('no')) return 'no';
    return answers.every(each => each === 'yes') ? 'yes' : 'unknown';
  };
}

/** The chart or role that a template is part of. */
interface Home {
  readonly folder: string;
  readonly name: string;
}

function homeOf(path: string, scene: Scene): Home | undefined {
  for (let at = path.lastIndexOf('/templates/'); at !== -1; at = path.lastIndexOf('/templates/', at - 1)) {
    const folder = path.slice(0, at);
    const isHome = ['Chart.yaml', 'defaults/main.yml', 'defaults/main.yaml', 'tasks/main.yml'].some(each => scene.has(`${folder}/${each}`));
    if (isHome) return { folder, name: folder.slice(folder.lastIndexOf('/') + 1) };
  }
  return path.startsWith('templates/') && scene.has('Chart.yaml') ? { folder: '', name: '' } : undefined;
}

function answer({ setting, negated }: Guard, home: Home | undefined, files: readonly Located<Switches>[]): Known {
  if (setting === '' || !home) return 'unknown';
  const said = files.flatMap(({ path, finding }) => {
    const inside = path.startsWith(home.folder === '' ? '' : `${home.folder}/`);
    const names = inside || isNamedAfter(path, home.name) ? [setting, `${home.name}.${setting}`] : [`${home.name}.${setting}`];
    const value = names.some(name => finding.on.includes(name)) ? true : names.some(name => finding.off.includes(name)) ? false : undefined;
    return value === undefined ? [] : [{ path, value, isDefault: inside && isDefaultFile(path) }];
  });
  const wanted = !negated;
  const overrides = said.filter(each => !each.isDefault);
  const production = overrides.filter(each => isProductionPath(each.path) === 'yes');
  const deciding = production.length > 0 ? production : overrides;
  if (deciding.some(each => each.value === wanted)) return 'yes';
  const byDefault = said.find(each => each.isDefault)?.value;
  if (production.length > 0) return 'no';
  if (byDefault === wanted) return deciding.length > 0 ? 'unknown' : 'yes';
  if (byDefault === undefined) return deciding.length > 0 ? 'no' : 'unknown';
  return deciding.length > 0 || hasEnvironments(home, files) ? 'no' : 'unknown';
}

/** `environments/prod/shop.yaml` holds values of the chart `shop`; a switch of another chart may have the same name. */
function isNamedAfter(path: string, chart: string): boolean {
  return chart !== '' && path.split(/[/.]/).some(part => part === chart || part === `${chart}-values` || part === `values-${chart}`);
}

/** `values.yaml` and the defaults of a role hold for whoever says nothing else. */
function isDefaultFile(path: string): boolean {
  return /(?:^|\/)(?:values\.ya?ml|defaults\/main\.ya?ml)$/i.test(path);
}

/** Values for environments stand beside the chart: what they leave at its default stays so. */
function hasEnvironments(home: Home, files: readonly Located<Switches>[]): boolean {
  return files.some(({ path }) => path.startsWith(`${home.folder}/`) && !isDefaultFile(path) && /values/i.test(path));
}
