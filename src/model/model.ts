import type { CriterionFile, ModelFile } from './model-schema.ts';

export type Level = 1 | 2 | 3 | 4 | 5;

/** One requirement of one control at one level. */
export type Criterion = Readonly<CriterionFile> & { readonly control: string };

export type Control = NonNullable<ModelFile['controls']>[number];
type Policy = NonNullable<ModelFile['policies']>[number];
type Applicability = NonNullable<ModelFile['applicability']>[number];
export type EntryAction = NonNullable<ModelFile['entry_path']>[number];
type LevelText = NonNullable<ModelFile['levels']>[number];
type StatementKind = NonNullable<ModelFile['statements']>[number];
type Checklist = NonNullable<ModelFile['checklists']>[number];

/** A loaded and checked model: all ids resolve, all conditions fit the fact schema. */
export interface Model {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** SHA-256 over the content, as `sha256:<hex>`: two models with the same digest judge alike. */
  readonly digest: string;
  readonly levels: readonly LevelText[];
  readonly controls: readonly Control[];
  readonly criteria: readonly Criterion[];
  readonly checklists: readonly Checklist[];
  readonly entryPath: readonly EntryAction[];
  readonly policies: readonly Policy[];
  readonly applicability: readonly Applicability[];
  /** How long statements by people hold. */
  readonly statements: readonly StatementKind[];
}
