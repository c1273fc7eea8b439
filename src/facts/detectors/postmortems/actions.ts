import { chapterOf, type Item, type Section, type TextDocument } from '../../../lib/text-document.ts';
import { dateIn } from '../documents/dates.ts';
import { phrases } from '../documents/phrases.ts';
import { reviewPhrases } from './postmortems.data.ts';

const heading = phrases(reviewPhrases.actions);
/** `@kim`, `Owner: Kim`, `(team payments)`. A single name in brackets may as well be a tool. */
const owner =
  /(?:^|[\s(])@[\w-]+|\(team [\w-]+\)|\b(?:owner|assignee|verantwortlich(?:e[r]?)?|zuständig|responsible|responsable|pilote|ansvarlig|ansvarig|eier|eigenaar|verantwoordelijke|responsável|відповідальний)\b\W{1,4}\p{L}/iu;
const ownerName =
  /(?:^|[\s(])(@[\w-]+)|\((team [\w-]+)\)|\b(?:owner|assignee|verantwortlich(?:e[r]?)?|zuständig|responsible|responsable|pilote|ansvarlig|ansvarig|eier|eigenaar|verantwoordelijke|responsável|відповідальний)\b\W{1,4}(\p{L}[^,;()|·–—]{0,60})/iu;
const ticket = /\b[A-Z][A-Z0-9]{1,9}-\d+\b|(?:^|[\s([])#\d+|\/(?:issues|pull|merge_requests|browse|issue)\//;
const done =
  /^(?:done|closed|completed?|resolved|fixed|shipped|erledigt|abgeschlossen|terminé|fait|clos|hecho|cerrado|completado|ferdig|lukket|løst|klar|stängd|gereed|gedaan|afgerond|feito|concluído|fechado|виконано|зроблено|закрито|✅|✔|\[x\])/i;

export interface Actions {
  readonly actions: number;
  readonly owned: number;
  readonly dated: number;
  readonly ticketed: number;
  readonly done: number;
}

/** One action item as it stands in a review. */
export interface Action {
  readonly text: string;
  readonly line: number;
  /** What is to be done, without the other columns of a table. */
  readonly task: string;
  /** As it stands there; `''` where a name cannot be told from the text. */
  readonly owner: string;
  /** `YYYY-MM-DD`, or `''` without a date. */
  readonly due: string;
  readonly owned: boolean;
  readonly dated: boolean;
  readonly ticketed: boolean;
  readonly done: boolean;
}

/** How many action items a review has, and what is said of them. */
export function actionsIn(document: TextDocument): Actions {
  const found = actionListIn(document);
  const count = (test: (action: Action) => boolean) => found.filter(test).length;
  return {
    actions: found.length,
    owned: count(action => action.owned),
    dated: count(action => action.dated),
    ticketed: count(action => action.ticketed),
    done: count(action => action.done),
  };
}

/** The action items of a review: lists and tables below a heading that announces them, and task lists anywhere. */
export function actionListIn(document: TextDocument): readonly Action[] {
  const announced = new Set<Section>();
  for (const [index, section] of document.sections.entries()) {
    if (section.depth > 0 && heading.test(section.title)) for (const part of chapterOf(document, index)) announced.add(part);
  }
  return document.sections.flatMap(section => actionsOf(section, announced.has(section)));
}

function actionsOf(section: Section, announced: boolean): readonly Action[] {
  const items = section.items.filter(
    item => (announced || item.checked !== undefined) && /\p{L}{3}/u.test(item.text) && !/^\{\{/.test(item.text),
  );
  return [...items.map(item => ofItem(item, section)), ...(announced ? ofTables(section) : [])];
}

function ofItem(item: Item, section: Section): Action {
  const next = section.items.find(other => other.line > item.line)?.line ?? item.line + 20;
  const links = section.links.filter(link => link.line >= item.line && link.line < next).map(link => link.url);
  const due = dateIn(item.text);
  return {
    text: item.text,
    line: item.line,
    task: item.text,
    owner: ownerIn(item.text),
    due,
    owned: owner.test(item.text),
    dated: due !== '',
    ticketed: ticket.test(item.text) || links.some(url => ticket.test(url)),
    done: item.checked === true || item.struck === true || done.test(item.text) || /[✅✔]/.test(item.text),
  };
}

function ofTables(section: Section): readonly Action[] {
  return section.tables.flatMap(table => {
    const column = (name: RegExp) => table.header.findIndex(cell => name.test(cell));
    const [owners, dates, tickets, states] = [
      /owner|assignee|verantwort|zuständig|\bwer\b|who|responsable|pilote|\bqui\b|quién|ansvarlig|\bhvem\b|ansvarig|\bvem\b|eigenaar|\bwie\b|responsável|quem|відповідальн/i,
      /due|deadline|fällig|termin|\bbis\b|date|échéance|fecha|plazo|frist|dato|senest|datum|when|eta|prazo|термін|дедлайн/i,
      /ticket|issue|link|pr\b|ref|tracking/i,
      /status|state|done|statut|état|estado|stand\b|статус/i,
    ].map(column);
    return table.rows.map(row => {
      const cell = (index: number | undefined) => (index === undefined || index < 0 ? '' : (row.cells[index] ?? ''));
      const filled = (text: string) => /[\p{L}\p{N}]/u.test(text) && !/^(?:tbd|todo|n\/a|none|\?)$/i.test(text.trim());
      const linked = section.links.some(link => link.line === row.line && ticket.test(link.url));
      const due = dateIn(cell(dates));
      return {
        text: row.cells.filter(Boolean).join(' · '),
        line: row.line,
        task: taskOf(row.cells, [owners, dates, tickets, states]),
        owner: filled(cell(owners)) ? cell(owners).trim() : '',
        due,
        owned: filled(cell(owners)),
        dated: due !== '',
        ticketed: linked || ticket.test(row.cells.join(' ')) || (filled(cell(tickets)) && /\d/.test(cell(tickets))),
        done: row.cells.some((text, index) => (index === states || /^(?:✅|✔)/.test(text)) && done.test(text.trim())),
      };
    });
  });
}

function ownerIn(text: string): string {
  const found = ownerName.exec(text);
  return found?.[1] ?? found?.[2] ?? nameIn(found?.[3] ?? '');
}

/** `Kim`, `Kim Lee` and `team payments`, not what follows them. */
function nameIn(text: string): string {
  const [first = '', second = ''] = text.trim().split(/[\s.]+/);
  return /^team$/i.test(first) || /^\p{Lu}/u.test(second) ? `${first} ${second}` : first;
}

/** The cells that are of no other column; all of them when nothing would be left. */
function taskOf(cells: readonly string[], others: readonly (number | undefined)[]): string {
  const own = cells.filter((text, index) => !others.includes(index) && /\p{L}{3}/u.test(text));
  return (own.length > 0 ? own : cells.filter(Boolean)).join(' · ');
}
