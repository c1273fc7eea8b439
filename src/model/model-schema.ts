import * as z from 'zod';
import { strictObject } from '../lib/strict-object.ts';
import { strengths } from './fact.ts';
import { factKinds } from './fact-kinds.ts';

/** The shape of model files. Strict: an unknown key is an error. What the parts mean stands in docs/guides/model.md. */

const kind = z.enum(Object.keys(factKinds) as [keyof typeof factKinds]);
const condition = z.string().min(1);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case words joined by hyphens');
const bound = z.union([z.number(), z.string().regex(/^policy\.[a-z0-9_]+$/, 'a number or policy.<value>')]);
const absent = z.enum(['unknown', 'not_met', 'not_applicable', 'met']);

/** Which facts a clause looks at: those of one kind that are the team's own (unless `foreign`), pass `where` and are strong enough. */
const selection = { where: condition.optional(), foreign: z.boolean().optional(), absent: absent.optional() };

const some = strictObject({
  some: kind,
  ...selection,
  holds: condition.optional(),
  unclear: condition.optional(),
  at_least: bound.optional(),
});
const every = strictObject({ every: kind, ...selection, holds: condition, unclear: condition.optional(), at_least: bound.optional() });
const none = strictObject({ none: kind, ...selection, unclear: condition.optional(), given: kind.optional() });
const measure = strictObject({
  measure: z.string().min(1),
  at_most: bound.optional(),
  at_least: bound.optional(),
  below: bound.optional(),
  above: bound.optional(),
  samples: bound.optional(),
  exists: z.boolean().optional(),
});
const askPeople = strictObject({ ask_people: z.literal(true) });
const same = strictObject({ same_as: id });

export type Clause =
  | z.infer<typeof some>
  | z.infer<typeof every>
  | z.infer<typeof none>
  | z.infer<typeof measure>
  | z.infer<typeof askPeople>
  | z.infer<typeof same>
  | { for_each: 'service'; where?: string; has: Clause; at_least?: number | string; absent?: z.infer<typeof absent> }
  | { all_of: Clause[] }
  | { any_of: Clause[] };

const clause: z.ZodType<Clause> = z.lazy(() =>
  z.union([
    some,
    every,
    none,
    measure,
    askPeople,
    same,
    strictObject({
      for_each: z.literal('service'),
      where: condition.optional(),
      has: clause,
      at_least: bound.optional(),
      absent: absent.optional(),
    }),
    strictObject({ all_of: z.array(clause).min(1) }),
    strictObject({ any_of: z.array(clause).min(1) }),
  ]),
);

export const clauseKeys = ['some', 'every', 'none', 'measure', 'ask_people', 'same_as', 'for_each', 'all_of', 'any_of'] as const;

export const criterionSchema = strictObject({
  id,
  level: z.number().int().min(2).max(5),
  /** Also decides the overall level: at this level. */
  gate: z.number().int().min(2).max(5).optional(),
  /** Holds the overall level below this one when it is not met; while it is unknown it does not count. For outcomes, which may cap but never lift. */
  cap: z.number().int().min(2).max(5).optional(),
  ask: z.string().min(8),
  /** Name of an applicability rule; without it the criterion applies always. */
  applies: id.optional(),
  test: clause,
  /** What it means that there is nothing to look at. `unknown` when left out. */
  absent: absent.optional(),
  /** Topics of `evidence.elsewhere`: a pointer to outside evidence turns a not_met into an unknown. */
  elsewhere: z.array(z.enum(factKinds['evidence.elsewhere'].fields.topic)).optional(),
  /** The least strength of facts that it accepts, `declared` when left out; what holds but is weaker makes it unknown. */
  strength: z.enum(strengths).optional(),
  effort: z.enum(['S', 'M', 'L', 'XL']),
  remedy: z.string().min(8),
  /** What would settle it while it is unknown. */
  settle: z.string().min(8).optional(),
  /** Whether a person's statement may decide it: `only`, `may` or `no`. */
  person: z.enum(['only', 'may', 'no']).optional(),
  /** Of which kind a statement about it is: the model says how long those hold. */
  lasts: id.optional(),
  /** Criteria that must be met before work on this one makes sense. */
  needs: z.array(id).optional(),
  /** Does not block its control's level. */
  optional: z.boolean().optional(),
  /** Ids of policies that explain how a contradiction of the model was read. */
  policies: z.array(id).optional(),
  from: z.array(z.string().min(2)).min(1),
});

export const controlFileSchema = strictObject({ control: z.string(), criteria: z.array(criterionSchema).min(1) });

/** In a model that extends another, a criterion that exists there states only what differs. */
export const changedControlFileSchema = strictObject({
  control: z.string(),
  criteria: z.array(criterionSchema.partial().required({ id: true })).min(1),
});

const carried = strictObject({ text: z.string().min(2), criteria: z.array(id).min(1) });

export const modelFileSchema = strictObject({
  id,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: z.string(),
  /** Another model whose parts this one takes over and changes. */
  extends: z.string().optional(),
  source: z.string().optional(),
  levels: z
    .array(
      strictObject({
        level: z.number().int().min(1).max(5),
        name: z.string(),
        summary: z.string(),
        /** The measurable phrases of the level; those of level 1 explain what missing criteria mean. */
        phrases: z.array(carried).optional(),
      }),
    )
    .optional(),
  controls: z
    .array(
      strictObject({
        id: z.string(),
        title: z.string(),
        /** The cells of levels 1 to 5; level 1 has no criteria. */
        cells: z.array(strictObject({ level: z.number().int(), name: z.string(), criteria: z.array(id) })),
      }),
    )
    .optional(),
  checklists: z.array(strictObject({ level: z.number().int(), group: z.string(), lines: z.array(carried) })).optional(),
  entry_path: z
    .array(
      strictObject({
        priority: z.number().int(),
        action: id,
        title: z.string(),
        why: z.string(),
        controls: z.array(z.string()),
        criteria: z.array(id).min(1),
      }),
    )
    .optional(),
  policies: z
    .array(
      strictObject({
        id,
        title: z.string(),
        reading: z.string(),
        values: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.number()).optional(),
      }),
    )
    .optional(),
  applicability: z.array(strictObject({ id, when: condition, otherwise: z.string() })).optional(),
  /** How many days statements hold, by kind. */
  statements: z.array(strictObject({ kind: id, days: z.number().int().min(1).max(365), title: z.string() })).optional(),
  /** Criteria of the extended model that are left out. */
  remove: z.array(id).optional(),
});

export type ModelFile = z.infer<typeof modelFileSchema>;
export type CriterionFile = z.infer<typeof criterionSchema>;
