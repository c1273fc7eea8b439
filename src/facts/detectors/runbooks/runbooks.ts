import { chapterOf, type TextDocument, wordsIn } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { documentExtensions, documentOf, headingsIn, isCommand, isPlaceholder, procedureIn } from '../documents/reading.ts';
import { reviewDateOf } from '../documents/review-date.ts';
import { isDuplicate, signatureOf } from '../documents/signature.ts';
import { announcesDeployment, deploymentIn, rollsBack } from './deployment.ts';
import { isForIncidents, isForOperators } from './incident.ts';
import { type Location, locationOf, runbookPath } from './location.ts';
import { classesOf, scoreOf } from './score.ts';

interface Finding {
  readonly draft: FactDraft<'runbook'> | FactDraft<'runbook.index'>;
  readonly signature: readonly number[];
}

const procedureHeading = /^(?:procedure|steps|how to|enable|disable|restore|recover)\b/i;
const chapterHeading = /^[#=*]*\s*run[ -]?books?\b/i;

export const runbooks = detector<Finding>({
  id: 'runbooks',
  version: 1,
  title: 'Runbooks and deployment documents',
  docs: 'https://sre.google/workbook/on-call/',
  reads: [
    { extensions: documentExtensions, path: runbookPath },
    {
      extensions: documentExtensions,
      text: ['eploy', 'eleas', 'ollback', 'olling back', 'unbook', 'un Book', 'roduksjonssetting', 'pplying', 'applied'],
    },
    {
      extensions: documentExtensions,
      path: /(?:cordon|drain|upgrade|production|incident|disaster|restor|failover|rotat|renew|outage|on-?call)[^/]*$/i,
    },
  ],
  emits: ['runbook', 'runbook.index'],
  dated: true,

  *parse(file) {
    const location = locationOf(file.path);
    if (location === 'template' || location === 'other') return;
    if (location === 'plain' && !isWorthReading(file)) return;
    const document = documentOf(file);
    const draft =
      location === 'index'
        ? indexOf(document)
        : (runbookOf(file.path, document, location) ?? chaptersOf(document) ?? deploymentOf(document));
    if (draft) yield { draft, signature: draft.kind === 'runbook' ? signatureOf(document) : [] };
  },

  *link(findings, scene) {
    const kept: (readonly number[])[] = [];
    for (const { path, finding } of findings) {
      if (isDuplicate(finding.signature, kept)) continue;
      kept.push(finding.signature);
      const { draft } = finding;
      if (draft.kind === 'runbook.index') yield { ...draft, path };
      else {
        const history = scene.historyOf(path);
        yield { ...draft, path, fields: { ...draft.fields, added: history?.added ?? '', updated: history?.updated ?? '' } };
      }
    }
  },
});

function isWorthReading(file: SourceFile): boolean {
  return (
    isForOperators(file.path, '') || headingsIn(file.text).some(heading => announcesDeployment(heading) || chapterHeading.test(heading))
  );
}

function runbookOf(path: string, document: TextDocument, location: Location): FactDraft<'runbook'> | undefined {
  const words = wordsIn(document.sections);
  const procedure = procedureIn(document.sections);
  const isProcedure =
    procedure.steps >= 3 ||
    procedure.commands >= 1 ||
    document.sections.some(section => section.items.length >= 3 || procedureHeading.test(section.title));
  if (words < 40) return undefined;
  const incident = isForIncidents(path, document);
  if (location === 'operations' && !(incident && (isProcedure || words >= 60))) return undefined;
  if (location === 'plain' && !(isForOperators(path, document.title) && isProcedure)) return undefined;
  return fact('runbook', { ...fieldsOf(path, document), words, incident: incident || location === 'plain' }, { line: document.titleLine });
}

function fieldsOf(path: string, document: TextDocument): Partial<FactFields<'runbook'>> {
  const procedure = procedureIn(document.sections);
  const classes = classesOf(document, procedure);
  const words = wordsIn(document.sections);
  const title = document.title || path.slice(path.lastIndexOf('/') + 1);
  return {
    title,
    score: scoreOf(classes),
    words,
    ...procedure,
    expectedOutput: showsOutput(document),
    deployment: announcesDeployment(title) || deploymentIn(document) !== undefined,
    rollback: rollsBack(document) || announcesRollback(title),
    escalation: classes.has('escalation'),
    verification: classes.has('verification'),
    sections: proceduresIn(document),
    alerts: alertsIn(document),
    services: servicesOf(path, document),
    reviewed: reviewDateOf(document),
    placeholder: isPlaceholder(document, words),
  };
}

function announcesRollback(title: string): boolean {
  return /\broll[ -]?(?:ing )?back/i.test(title);
}

/** A document that is not a runbook may have a chapter of them: a heading `Runbook` over several procedures. */
function chaptersOf(document: TextDocument): FactDraft<'runbook'> | undefined {
  for (const [index, section] of document.sections.entries()) {
    if (!chapterHeading.test(section.title)) continue;
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

function indexOf(document: TextDocument): FactDraft<'runbook.index'> | undefined {
  const targets = new Set(
    document.sections.flatMap(section => section.links.map(link => link.url)).filter(url => !/^(?:https?:|#|mailto:)/.test(url)),
  );
  const tables = document.sections.flatMap(section => section.tables);
  const tracked = tables.some(table => table.header.some(cell => /status|coverage|reviewed|owner/i.test(cell)));
  return targets.size >= 2 ? fact('runbook.index', { entries: targets.size, tracked }, { line: document.titleLine }) : undefined;
}

/** How many procedures a document holds: headings `Steps`, or chapters of its second level that have text. */
function proceduresIn(document: TextDocument): number {
  const steps = document.sections.filter(section =>
    /^(?:steps|procedure|schritte|étapes|pasos|remediation|mitigation)$/i.test(section.title),
  ).length;
  const depths = document.sections.filter(section => section.depth > 0).map(section => section.depth);
  const top = Math.min(...depths);
  const second = document.sections.filter((section, index) => section.depth === top + 1 && wordsIn(chapterOf(document, index)) >= 15);
  return Math.max(1, steps, steps > 1 ? 0 : second.length);
}

function showsOutput(document: TextDocument): boolean {
  return document.sections.some(
    section =>
      section.lines.some(line => /^(?:expected(?: output| result)?|output|you should see|erwartete ausgabe|expect)\b/i.test(line.text)) ||
      section.fences.some(
        (fence, index) => /^\s*(?:#|--|\/\/)\s*(?:->|expect|should)/im.test(fence.text) || isOutput(section.fences, index),
      ),
  );
}

function isOutput(fences: TextDocument['sections'][number]['fences'], index: number): boolean {
  const before = fences[index - 1];
  const fence = fences[index];
  return (
    before !== undefined &&
    fence !== undefined &&
    isCommand(before) &&
    !isCommand(fence) &&
    /^(?:|text|console|output|json)$/.test(fence.language)
  );
}

const alertName = /^[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]+){1,12}$/;

function alertsIn(document: TextDocument): readonly string[] {
  const about = document.sections.some(section => /\balarms?\b|\balerts?\b/i.test(section.title));
  const names = document.sections.flatMap(section => [
    about ? section.title : '',
    ...section.lines.flatMap(line => /^(?:gilt für )?alert(?:s|name)?:\s*(.+)/i.exec(line.text)?.[1]?.split(/[,\s`]+/) ?? []),
  ]);
  return [...new Set(names.filter(name => name.length < 120 && alertName.test(name)))].slice(0, 200);
}

function servicesOf(path: string, document: TextDocument): readonly string[] {
  const named = ['service', 'services', 'component'].flatMap(key => document.frontMatter?.texts(key) ?? []);
  const folder = /(?:^|\/)(?:runbooks?|playbooks?|sops?)\/([^/]+)\/[^/]+$/i.exec(path)?.[1];
  return [...new Set(folder ? [...named, folder] : named)].slice(0, 20);
}
