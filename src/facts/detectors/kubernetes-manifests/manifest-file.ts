import type { SourceFile } from '../../source-file.ts';
import { cloudCompute, cloudData, cloudNetwork, computeKinds, dataKinds, networkKinds } from './kinds.data.ts';
import { isCloud, isResource, type ManifestObject, scanManifest } from './scan-manifest.ts';

interface LayerCount {
  readonly layer: 'cloud' | 'kubernetes';
  readonly count: number;
  readonly compute: boolean;
  readonly data: boolean;
  readonly network: boolean;
  readonly line: number;
}

export interface ManifestFile {
  readonly kind: 'manifest';
  readonly layers: readonly LayerCount[];
  readonly reconciled: readonly string[];
  readonly template: boolean;
  /** Kinds that the file adds to the cluster, and those it uses of groups that nobody knows. */
  readonly claims?: readonly string[];
  readonly others?: readonly ManifestObject[];
}

export interface ChartFile {
  readonly kind: 'chart';
  readonly name: string;
  readonly library: boolean;
  readonly line: number;
}

export interface KustomizationFile {
  readonly kind: 'kustomization';
  /** Folders and files that it takes in. */
  readonly takes: readonly string[];
  readonly component: boolean;
}

export function readManifest(file: SourceFile): ManifestFile | undefined {
  const scanned = file.path.endsWith('.json') ? fromJson(file) : scanManifest(file.text);
  const layers = (['cloud', 'kubernetes'] as const).flatMap(layer => countLayer(layer, scanned.objects));
  const { reconciled, template, claims } = scanned;
  if (layers.length === 0 && reconciled.length === 0 && claims.length === 0) return undefined;
  const others = scanned.objects
    .filter(({ group }) => group.includes('.') && !isCloud(group) && !/(?:^|\.)k8s\.io$/.test(group))
    .slice(0, 20);
  return {
    kind: 'manifest',
    layers,
    reconciled,
    template,
    ...(claims.length > 0 ? { claims } : {}),
    ...(others.length > 0 ? { others } : {}),
  };
}

function countLayer(layer: LayerCount['layer'], all: readonly ManifestObject[]): readonly LayerCount[] {
  const objects = all.filter(({ group }) => isCloud(group) === (layer === 'cloud'));
  const [first] = objects;
  if (!first) return [];
  const has = (kinds: ReadonlySet<string>, inCloud: RegExp) =>
    objects.some(({ kind, group }) => (layer === 'cloud' ? inCloud.test(`${group}/${kind}`) : kinds.has(kind)));
  return [
    {
      layer,
      count: objects.length,
      compute: has(computeKinds, cloudCompute),
      data: has(dataKinds, cloudData),
      network: has(networkKinds, cloudNetwork),
      line: first.line,
    },
  ];
}

function fromJson(file: SourceFile) {
  const document = file.json();
  const version = document?.text('apiVersion');
  const kind = document?.text('kind');
  if (!document || version === undefined || kind === undefined) return { objects: [], reconciled: [], template: false, claims: [] };
  const items = kind === 'List' || kind === 'Template' ? [...document.list('items'), ...document.list('objects')] : [document];
  const objects = items.flatMap(item => {
    const group = item.text('apiVersion') ?? '';
    const itemKind = item.text('kind');
    return itemKind === undefined
      ? []
      : { group: group.includes('/') ? group.slice(0, group.indexOf('/')) : '', kind: itemKind, line: item.line };
  });
  return { objects: objects.filter(isResource), reconciled: [], template: kind === 'Template', claims: [] };
}

export function readChart(file: SourceFile): ChartFile | undefined {
  const chart = file.yaml()[0];
  const name = chart?.get('name');
  if (!chart || !name) return undefined;
  return { kind: 'chart', name: name.text() ?? '', library: chart.text('type') === 'library', line: name.line };
}

export function readKustomization(file: SourceFile): KustomizationFile | undefined {
  const document = file.yaml()[0];
  if (document?.kind !== 'map') return undefined;
  const takes = ['resources', 'bases', 'components'].flatMap(key => document.texts(key));
  return { kind: 'kustomization', takes, component: document.text('kind') === 'Component' };
}
