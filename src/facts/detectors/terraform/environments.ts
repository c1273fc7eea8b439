import type { NamedEnvironment } from '../environment-names.ts';
import { environmentOfFolder, environmentOfName } from '../environment-names.ts';
import { folderOf } from './folders.ts';

export interface Values {
  readonly path: string;
  readonly environment: NamedEnvironment;
}

/** Files with the values of one environment: `production.tfvars`, `env/eu-prod_config.tfvars.json`, `staging/terraform.tfvars`. */
export function environmentValues(paths: readonly string[]): readonly Values[] {
  return paths.flatMap(path => {
    const stem = /([^/]+?)(?:\.auto)?\.(?:tfvars(?:\.json)?|tfbackend)$/.exec(path)?.[1];
    if (stem === undefined) return [];
    const words = stem.replace(/[_.-]?(?:config|vars|variables|values|backend|s3|gcs|azurerm)$/i, '');
    const environment = environmentOfName(words) ?? environmentOfFolder(folderOf(path));
    return environment ? [{ path, environment }] : [];
  });
}

/** Which values belong to a root: in it, below it, or in a folder beside it. */
export function valuesByFolder(values: readonly Values[]): ReadonlyMap<string, readonly Values[]> {
  const byFolder = new Map<string, Values[]>();
  for (const each of values) {
    const own = folderOf(each.path);
    for (const folder of new Set([own, folderOf(own), `${folderOf(own)}/*`])) {
      const found = byFolder.get(folder);
      if (found) found.push(each);
      else byFolder.set(folder, [each]);
    }
  }
  return byFolder;
}

export function valuesOf(folder: string, byFolder: ReadonlyMap<string, readonly Values[]>): readonly Values[] {
  return byFolder.get(folder) ?? byFolder.get(`${folderOf(folder)}/*`) ?? [];
}
