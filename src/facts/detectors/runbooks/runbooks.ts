import { chapterOf, type TextDocument, wordsIn } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { ownFirst } from '../documents/own-first.ts';
import { documentExtensions, documentOf, headingsIn, procedureIn } from '../documents/reading.ts';
import { isDuplicate, signatureOf } from '../documents/signature.ts';
import { isForOthers } from './audience.ts';
import { announcesDeployment, deploymentIn } from './deployment.ts';
import { isAboutAttacks, isForIncidents, isForOperators, isForUsers } from './incident.ts';
import { type FileLink, fileLinksIn, isThere, targetsOf } from './links.ts';
import { isStudy, type Location, locationOf, runbookPath } from './location.ts';
import { answersAlerts, fieldsOf, isAboutAlerts, proceduresIn } from './runbook-fields.ts';
import { indexOf } from './runbook-index.ts';
import { documentWords } from './runbooks.data.ts';
import { classesOf, type SectionClass } from './score.ts';

interface Finding {
  readonly draft: FactDraft<'runbook'> | FactDraft<'runbook.index'>;
  readonly signature: readonly number[];
  readonly links: readonly FileLink[];
}

const mostLinks = 100;

const procedureHeading = /^(?:procedure|steps|how to|enable|disable|restore|recover)\b/i;
const foreignChapter =
  /^[#=*]*\s*(?:was tun bei|vorgehen bei|que faire en cas d|qué hacer (?:en caso|si)|hva gjør (?:du|vi|jeg) (?:ved|når|hvis)|wat te doen bij|vad göra vid|o que fazer em caso)[^#]{0,60}(?:alarm|alert|ausfall|störung|panne|inciden|caída|feil|hendelse|storing|fel|falha)/i;
/** Front matter that says what the document is. */
const kindOfDocument = /^---\n(?:[^\n]*\n){0,30}?(?:type|kind): *["']?run-?book\b/;
const mostFrontMatter = 2_000;
const chapterHeading =
  /^[#=*]*\s*(?:run[ -]?books?\b|what to do (?:when|if|for|on|in case)\b[^#]{0,40}\b(?:alerts?|alarms?|pages?|pagers?|incidents?|outages?)\b)/i;

/** Names of files that say that they are for operators. */
const operatorNames =
  /(?:cordon|drain|upgrade|production|incident|disaster|restor|failover|rotat|renew|outage|on-?call|notfall|wiederherstell|reprise|r[ée]flexe|restauration|recuperaci|hendelse|beredskap|calamiteit|draaiboek|recupera[cç]|аварі)[^/]*$/i;

export const runbooks = detector<Finding>({
  id: 'runbooks',
  title: 'Runbooks and deployment documents',
  docs: 'https://sre.google/workbook/on-call/',
  reads: [
    { extensions: documentExtensions, path: runbookPath },
    {
      extensions: documentExtensions,
      text: [...documentWords],
    },
    {
      extensions: documentExtensions,
      path: operatorNames,
    },
  ],
  emits: ['runbook', 'runbook.index', 'runbook.broken-link'],
  dated: true,

  *parse(file) {
    const placed = locationOf(file.path);
    const location = placed === 'plain' && kindOfDocument.test(file.text.slice(0, mostFrontMatter)) ? 'named' : placed;
    if (location === 'template' || location === 'other') return;
    if (location === 'plain' && !isWorthReading(file)) return;
    const document = documentOf(file);
    const draft =
      (location === 'index' ? indexOf(document) : undefined) ??
      runbookOf(file.path, document, location) ??
      chaptersOf(document) ??
      (isStudy(file.path) ? undefined : deploymentOf(document));
    if (!draft) return;
    if (draft.kind === 'runbook.index') yield { draft, signature: [], links: [] };
    else yield { draft, signature: signatureOf(document), links: fileLinksIn(file.path, document).slice(0, mostLinks) };
  },

  *link(findings, scene) {
    const kept: (readonly number[])[] = [];
    let targets: ReadonlySet<string> | undefined;
    for (const { path, finding } of ownFirst(findings, scene)) {
      if (isDuplicate(finding.signature, kept)) continue;
      kept.push(finding.signature);
      const { draft } = finding;
      if (draft.kind === 'runbook.index') yield { ...draft, path };
      else {
        const history = scene.historyOf(path);
        yield { ...draft, path, fields: { ...draft.fields, added: history?.added ?? '', updated: history?.updated ?? '' } };
        for (const { url, line, target } of finding.links) {
          if (scene.has(target) || scene.mayHold(target)) continue;
          targets ??= targetsOf(scene.paths); // worth its time only when a link leads to no file as it stands
          if (!isThere(target, targets)) yield fact('runbook.broken-link', { url: url.slice(0, 300) }, { path, line });
        }
      }
    }
  },
});

function isWorthReading(file: SourceFile): boolean {
  const headings = headingsIn(file.text);
  return (
    isForOperators(file.path, '') ||
    headings.some(heading => announcesDeployment(heading) || isChapter(heading)) ||
    headings.some(isAboutAlerts)
  );
}

function isChapter(heading: string): boolean {
  return chapterHeading.test(heading) || foreignChapter.test(heading);
}

function runbookOf(path: string, document: TextDocument, location: Location): FactDraft<'runbook'> | undefined {
  const words = wordsIn(document.sections);
  const procedure = procedureIn(document.sections);
  const isProcedure =
    procedure.steps >= 3 ||
    procedure.commands >= 1 ||
    document.sections.some(section => section.items.length >= 3 || procedureHeading.test(section.title));
  if (words < 40 || isForUsers(path, document) || isAboutAttacks(path, document)) return undefined;
  if (location !== 'named' && location !== 'index' && isForOthers(document.sections)) return undefined;
  const incident = isForIncidents(path, document);
  if (location === 'index' && !isProcedure) return undefined;
  if (location === 'operations' && !(incident && (isProcedure || words >= 60))) return undefined;
  const answers = answersAlerts(document);
  if (location === 'plain' && !answers && !(isForOperators(path, document.title) && isProcedure)) return undefined;
  return fact(
    'runbook',
    { ...fieldsOf(path, document), words, incident: incident || location === 'plain' || leadsToACause(classesOf(document, procedure)) },
    { line: document.titleLine },
  );
}

/** From what is seen to why it is so: whatever its title, this is for when something is wrong. */
function leadsToACause(classes: ReadonlySet<SectionClass>): boolean {
  return classes.has('diagnosis') && (classes.has('trigger') || classes.has('impact'));
}

/** A document that is not a runbook may have a chapter of them: a heading `Runbook` over several procedures. */
function chaptersOf(document: TextDocument): FactDraft<'runbook'> | undefined {
  for (const [index, section] of document.sections.entries()) {
    if (!isChapter(section.title)) continue;
    const sections = chapterOf(document, index);
    const chapter = { ...document, title: section.title, sections };
    if (proceduresIn(chapter) < 3) continue;
    return fact('runbook', { ...fieldsOf('', chapter), incident: true }, { line: section.line });
  }
  return undefined;
}

function deploymentOf(document: TextDocument): FactDraft<'runbook'> | undefined {
  const found = deploymentIn(document);
  if (!found) return undefined;
  const index = document.sections.findIndex(section => section.line === found.line);
  const chapter = { ...document, sections: chapterOf(document, index) };
  const fields = { ...fieldsOf('', chapter), title: found.title, deployment: true, rollback: found.rollback };
  return fact('runbook', fields, { line: found.line });
}
