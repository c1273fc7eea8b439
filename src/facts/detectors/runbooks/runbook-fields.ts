import { chapterOf, type TextDocument, wordsIn } from '../../../lib/text-document.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { phrases } from '../documents/phrases.ts';
import { isCommand, isPlaceholder, procedureIn } from '../documents/reading.ts';
import { reviewDateOf } from '../documents/review-date.ts';
import { announcesDeployment, deploymentIn, namesRollback, rollsBack } from './deployment.ts';
import { classesOf, lackingIn, scoreOf } from './score.ts';

/** What is said about a runbook, whatever made it one. */
export function fieldsOf(path: string, document: TextDocument): Partial<FactFields<'runbook'>> {
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
    lacks: lackingIn(classes),
  };
}

function announcesRollback(title: string): boolean {
  return /\broll[ -]?(?:ing )?back/i.test(title) || namesRollback(title);
}

/** How many procedures a document holds: headings `Steps`, or chapters of its second level that have text. */
export function proceduresIn(document: TextDocument): number {
  const steps = document.sections.filter(section =>
    /^(?:steps|procedure|schritte|vorgehen|étapes|procédure|pasos|steg|fremgangsmåte|stappen|passos|кроки|remediation|mitigation)$/i.test(
      section.title,
    ),
  ).length;
  const depths = document.sections.filter(section => section.depth > 0).map(section => section.depth);
  const top = Math.min(...depths);
  const second = document.sections.filter((section, index) => section.depth === top + 1 && wordsIn(chapterOf(document, index)) >= 15);
  return Math.max(1, steps, steps > 1 ? 0 : second.length);
}

function showsOutput(document: TextDocument): boolean {
  return document.sections.some(
    section =>
      section.lines.some(line =>
        /^(?:expected(?: output| result)?|output|you should see|erwartete[s]? (?:ausgabe|ergebnis)|résultat attendu|sortie attendue|(?:resultado|salida) esperad[oa]|forventet (?:resultat|utdata)|verwacht(?:e)? (?:resultaat|uitvoer)|förväntat resultat|expect)\b/i.test(
          line.text,
        ),
      ) ||
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

const alerts = phrases([
  'alarm',
  'alarms',
  'alarme',
  'alarmer',
  'alarmen',
  'alert',
  'alerts',
  'alertes',
  'alerte',
  'alertas',
  'alerta',
  'varsler',
  'larm',
  'waarschuwingen',
  'алерти',
  'сповіщення',
]); // prettier-ignore

export function isAboutAlerts(heading: string): boolean {
  return alerts.test(heading);
}

const alertName = /^[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]+){1,12}$/;

function alertsIn(document: TextDocument): readonly string[] {
  const about = document.sections.some(section => isAboutAlerts(section.title));
  const listed = ['alert', 'alerts'].flatMap(key => document.frontMatter?.texts(key) ?? []);
  const names = document.sections.flatMap(section => [
    about ? section.title : '',
    ...section.lines.flatMap(line => /^(?:gilt für )?alert(?:s|name)?:\s*(.+)/i.exec(line.text)?.[1]?.split(/[,\s`]+/) ?? []),
  ]);
  return [...new Set([...listed, ...names].filter(name => name.length < 120 && alertName.test(name)))].slice(0, 200);
}

/** Sections called like alerts, each with something to read: `## OrdersQueueStuck` under `# Reviewing alerts`. */
export function answersAlerts(document: TextDocument): boolean {
  if (!document.sections.some(({ title }) => isAboutAlerts(title))) return false;
  const named = document.sections.flatMap((section, index) => (alertName.test(section.title) ? [wordsIn(chapterOf(document, index))] : []));
  return named.length >= 3 && named.every(words => words >= 8);
}

function servicesOf(path: string, document: TextDocument): readonly string[] {
  const named = ['service', 'services', 'component'].flatMap(key => document.frontMatter?.texts(key) ?? []);
  const folder = /(?:^|\/)(?:runbooks?|playbooks?|sops?|betriebshandb[uü]ch|driftsh[åa]ndbok)\/([^/]+)\/[^/]+$/i.exec(path)?.[1];
  return [...new Set(folder ? [...named, folder] : named)].slice(0, 20);
}
