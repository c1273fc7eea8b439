import type { Known } from '../../../model/fact.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { documentExtensions, documentOf } from '../documents/reading.ts';
import { type Entry, entriesOfCsv, entriesOfDocument, entriesOfTree } from '../documents/records.ts';

const path =
  /(?:^|\/)(?:(?:routine|recurring|operational|operations?|ops)[-_]?tasks?|automation[-_]?(?:coverage|register|inventory)|toil[-_]?(?:inventory|tasks?))[^/]*\.[a-z]+$/i;
const mostTasks = 500;

/** A list of routine tasks that says of each whether it is automated. */
export const routineTasks = detector<FactDraft>({
  id: 'routine-tasks',
  title: 'Routine tasks and their automation',
  docs: 'https://sre.google/sre-book/eliminating-toil/',
  reads: [{ extensions: [...documentExtensions, '.yml', '.yaml', '.csv', '.json'], path }],
  emits: ['routine.task'],

  *parse(file) {
    const entries = file.path.endsWith('.csv')
      ? entriesOfCsv(file.text)
      : /\.(?:ya?ml|json)$/i.test(file.path)
        ? file.yaml().flatMap(tree => entriesOfTree(tree, ['tasks', 'items', 'entries', 'routine_tasks']))
        : entriesOfDocument(documentOf(file));
    for (const entry of entries.slice(0, mostTasks)) {
      const name = ['name', 'task', 'title', 'aufgabe', 'oppgave'].map(key => entry.values.get(key)).find(value => value) ?? '';
      const automated = automatedIn(entry);
      if (name !== '' && automated) yield fact('routine.task', { name, automated }, { line: entry.line });
    }
  },
});

function automatedIn(entry: Entry): Known | undefined {
  const text = ['automated', 'automation', 'automatisiert', 'automatisert']
    .map(key => entry.values.get(key))
    .find(value => value !== undefined);
  if (text === undefined) return undefined;
  if (/^(?:yes|true|full(?:y)?|automated|ja|✅|done|x)/i.test(text.trim())) return 'yes';
  return /^(?:no|false|manual|none|nein|nei|❌|partial(?:ly)?|-)/i.test(text.trim()) ? 'no' : 'unknown';
}
