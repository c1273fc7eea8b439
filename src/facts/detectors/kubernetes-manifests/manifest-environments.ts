import { environmentOfFolder, environmentOfName, type NamedEnvironment } from '../environment-names.ts';
import { folderOf, type ManifestRoot } from './manifest-roots.ts';

export interface PlacedEnvironment extends NamedEnvironment {
  readonly path: string;
  readonly line: number;
}

const valuesFile = /^(?:values|config)?[-_.]?([a-z0-9_-]+)(?:\.values)?\.ya?ml$/i;

/** The environments that a root has values, an overlay or files of its own for. */
export function environmentsOf(root: ManifestRoot, valuesByChart: ReadonlyMap<string, readonly string[]>): readonly PlacedEnvironment[] {
  const own = environmentOfFolder(root.folder);
  if (own) return [{ ...own, path: root.path, line: root.line }];
  const values = (valuesByChart.get(root.folder) ?? []).flatMap(path => placed(path, valuesFile.exec(nameOf(path))?.[1], 1));
  const files = root.manifests.flatMap(({ path, finding }) => {
    const folder = environmentOfFolder(folderOf(path));
    const line = finding.layers[0]?.line ?? 1;
    return folder ? [{ ...folder, path, line }] : placed(path, lastWord(nameOf(path)), line);
  });
  return [...values, ...files];
}

function placed(path: string, name: string | undefined, line: number): readonly PlacedEnvironment[] {
  const environment = name === undefined ? undefined : environmentOfName(name);
  return environment ? [{ ...environment, path, line }] : [];
}

/** `app-prod.yaml` is of `prod`. */
function lastWord(name: string): string | undefined {
  return /(?:^|[-_.])([a-z0-9]+)\.ya?ml$/i.exec(name)?.[1];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Files that are called values of an environment, wherever they stand: their chart may be in another folder or repository. */
export function valuesAnywhere(paths: readonly string[]): readonly PlacedEnvironment[] {
  return paths.flatMap(path => {
    const found = /(?:^|\/)(?:values[-_.]([a-z0-9_-]{1,60})|([a-z0-9_-]{1,60})\.values)\.ya?ml$/i.exec(path);
    const name = found?.[1] ?? found?.[2] ?? '';
    if (/test|canary|integration/i.test(name)) return []; // values for tests of a chart
    return placed(path, name, 1).filter(({ tier }) => tier === 'production' || tier === 'staging');
  });
}

/** Files of values by the chart they stand in or beside: `values-prod.yaml`, `values/prod.yaml`, `environments/prod/values.yaml`. */
export function chartValues(paths: readonly string[], charts: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const byChart = new Map<string, string[]>();
  for (const path of paths) {
    if (!/\.ya?ml$/i.test(path) || !/values|environments|envs|config/i.test(path) || /\/templates\//.test(path)) continue;
    const folder = folderOf(path);
    const chart = [folder, folderOf(folder), folderOf(folderOf(folder))].find(each => charts.has(each));
    const found = chart === undefined ? undefined : byChart.get(chart);
    if (found) found.push(path);
    else if (chart !== undefined) byChart.set(chart, [path]);
  }
  return byChart;
}
