import type { Known } from '../../../model/fact.ts';
import type { Scene } from '../../detector.ts';
import { isProduction } from '../../production.ts';
import { meaningOf, pagesBySeverity } from '../alert-class/urgency.ts';
import { alertmanager } from '../alertmanager/alertmanager.ts';
import { channelFor, hasPager, type Routing } from '../alertmanager/route-tree.ts';

export interface Urgency {
  readonly paging: Known;
  readonly notifies: Known;
}

type Labels = Readonly<Record<string, string>>;

/** The word by which a rule says how urgent it is. */
export function readUrgency(labels: Labels): string {
  const key = ['severity', 'sloth_severity', 'priority', 'urgency', 'page', 'level'].find(name => labels[name] !== undefined);
  const value = key ? (labels[key] ?? '') : '';
  if (/^_+$|\{\{/.test(value)) return ''; // a template decides
  return key === 'page' && value.toLowerCase() === 'true' ? 'page' : value;
}

/**
 * Decides whether an alert pages: by the Alertmanager configurations of the scene where they tell, else by its severity.
 * A configuration without any paging receiver does not tell urgent alerts from others; the severity does then.
 */
export function urgencyJudge(scene: Scene, all: readonly Labels[]): (labels: Labels, name: string) => Urgency {
  const pagesByName = namesPages(all);
  const found = scene.findings(alertmanager).filter(({ path }) => scene.classOf(path) === 'own');
  const live = found.filter(({ path }) => isProduction(path) !== 'no');
  const routings = (live.length > 0 ? live : found).map(({ finding }) => finding);
  return (labels, name) => {
    const word = readUrgency(labels);
    const severity = pagesByName && !saysPage(word) ? 'no' : pagesBySeverity(word);
    const routed = routings.map(routing => route({ ...labels, alertname: name }, routing));
    return {
      paging: agreed(routed.map(({ paging }) => paging)) ?? severity,
      notifies: agreed(routed.map(({ notifies }) => notifies)) ?? 'unknown',
    };
  };
}

/** Where a team calls pages by that name (at least one alert in fifty), its `critical` alerts are something else. */
function namesPages(all: readonly Labels[]): boolean {
  const words = all.map(readUrgency);
  const pages = words.filter(saysPage).length;
  return pages > 0 && pages * 50 >= words.length;
}

function saysPage(word: string): boolean {
  return /^(?:page|paging|pager)$/i.test(word);
}

function route(labels: Labels, routing: Routing): Urgency {
  const channel = channelFor(labels, routing);
  if (channel === undefined) return { paging: 'unknown', notifies: 'unknown' };
  const meaning = meaningOf(channel);
  return meaning.notifies === 'yes' && !hasPager(routing) ? { ...meaning, paging: 'unknown' } : meaning;
}

/** What several configurations say together; `undefined` when none of them knows. */
function agreed(answers: readonly Known[]): Known | undefined {
  if (answers.includes('yes')) return 'yes';
  return answers.length > 0 && answers.every(answer => answer === 'no') ? 'no' : undefined;
}
