/** Names under which registers keep the eight fields every entry needs; the first that is filled counts. */
export const fieldAliases = {
  id: ['id', 'key', 'ref', '#', 'number', 'debt_id'],
  title: ['title', 'name', 'summary', 'description', 'item', 'debt', 'observation', 'task', 'titel', 'beschreibung', 'beskrivelse'],
  category: ['category', 'type', 'area', 'kategorie', 'bereich', 'kategori', 'område'],
  severity: ['severity', 'priority', 'impact', 'prio', 'schweregrad', 'priorität', 'prioritet'],
  toil: [
    'toil_hours_per_week',
    'toil_hours',
    'hours_per_week',
    'toil',
    'effort_per_week',
    'h_wk',
    'toil_h_week',
    'toil_(h_week)',
    'toil_h_wk',
    'hours_week',
  ],
  owner: ['owner', 'assignee', 'team', 'assigned_to', 'verantwortlich', 'eier', 'ansvarlig'],
  created: ['created', 'created_date', 'created_at', 'opened', 'date', 'added', 'erstellt', 'datum', 'opprettet', 'dato'],
  due: ['target_resolution_date', 'due', 'due_date', 'target', 'target_date', 'eta', 'expires', 'deadline', 'fällig', 'frist'],
} as const satisfies Record<string, readonly string[]>;

export const statusAliases: readonly string[] = ['status', 'state', 'zustand'];
export const sourceAliases: readonly string[] = ['source', 'links', 'link', 'incident', 'postmortem', 'origin', 'related', 'quelle'];
export const listKeys: readonly string[] = ['entries', 'items', 'debts', 'register', 'debt', 'debt_items', 'tech_debt', 'operational_debt'];

/** Words of debt in operations, as against flaws in code. */
export const operationalPhrases: readonly string[] = [
  'toil',
  'manual',
  'manually',
  'by hand',
  'runbook*',
  'alert*',
  'on call',
  'monitoring',
  'automation',
  'automate',
  'deploy*',
  'backup*',
  'restart*',
  'rollback',
  'ops',
  'operations',
  'operational',
  'infra',
  'infrastructure',
  'incident*',
  'drift',
  'certificate*',
  'on disk',
  'dashboard*',
  'manuell*',
  'betrieb*',
  'drift og',
]; // prettier-ignore

export const closedPhrases: readonly string[] = [
  'done',
  'closed',
  'resolved',
  'completed',
  'complete',
  'fixed',
  'erledigt',
  'geschlossen',
  'lukket',
  'ferdig',
];
