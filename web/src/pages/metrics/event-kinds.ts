export type EventKind = 'deployment' | 'incident' | 'page';

const kinds: readonly (readonly [pattern: RegExp, kind: EventKind])[] = [
  [/^(?:mttr|failed-change-recovery|incidents|postmortem|repeat-incident)/, 'incident'],
  [/^page/, 'page'],
  [/deployment|^(?:lead-time|undeployed|change-failure|rework|rollback|linked-change)/, 'deployment'],
];

/** What kind of event a metric was told from; nothing where those cannot be listed. */
export function kindBehind(metric: string): EventKind | undefined {
  return kinds.find(([pattern]) => pattern.test(metric))?.[1];
}
