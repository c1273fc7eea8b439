import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { wordsOf } from '../../production.ts';

export const logAlerts = detector<FactDraft>({
  id: 'log-alerts',
  title: 'Alerts on patterns in logs, in values of a chart',
  docs: 'https://github.com/manics/k8s-log-alerter-zulip',
  reads: [{ extensions: ['.yaml', '.yml'], text: ['log-alert', 'logAlert', 'log_alert', 'elastalert'] }],
  emits: ['alert.rule'],

  *parse(file) {
    for (const document of file.yaml()) {
      for (const [name, section] of document.pairs()) yield* rulesIn(name, section, file.text.split('\n'));
    }
  },
});

/** A section named after log alerts with a map of rules, each of which has a pattern. */
function* rulesIn(name: string, section: Tree, lines: readonly string[]): Generator<FactDraft> {
  const words = wordsOf(name);
  const isAlerter = (words.includes('log') || words.includes('logs')) && words.some(word => word.startsWith('alert'));
  if (!isAlerter && !words.includes('elastalert')) return;
  const enabled: Known = section.flag('enabled') === false ? 'no' : 'yes';
  for (const [rule, body] of section.pairs('rules')) {
    if (!body.has('regex') && !body.has('pattern') && !body.has('query')) continue;
    // A line in a log is neither: what it means is known to those who wrote the pattern.
    yield fact(
      'alert.rule',
      { tool: name, name: rule, notifies: 'yes', paging: 'unknown', enabled },
      { line: lineOf(rule, body.line, lines) },
    );
  }
}

/** The line of a key, which stands on or a little above that of its value. */
function lineOf(key: string, line: number, lines: readonly string[]): number {
  for (let at = line; at > Math.max(0, line - 20); at--) if (lines[at - 1]?.includes(key)) return at;
  return line;
}
