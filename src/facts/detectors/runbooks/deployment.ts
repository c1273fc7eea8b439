import { chapterOf, type Section, type TextDocument, wordsIn } from '../../../lib/text-document.ts';
import { phrases } from '../documents/phrases.ts';
import { procedureIn } from '../documents/reading.ts';
import { deploymentPhrases, environmentPhrases, rollbackPhrases } from './runbooks.data.ts';

const deployment = phrases(deploymentPhrases);
const environment = phrases(environmentPhrases);
const rollback = phrases(rollbackPhrases);
const noRollback =
  /\b(?:no|not|never|cannot|can't|don't|won't|without|keine?|nicht|nie)\s+(?:be |to |a |automatic(?:ally)? |able to )?(?:roll|revert|zurück)|\broll ?backs? (?:is|are) (?:not|impossible)/i;

export interface Deployment {
  readonly title: string;
  readonly line: number;
  readonly rollback: boolean;
}

export function announcesDeployment(heading: string): boolean {
  return isDeployment(heading) || rollback.test(heading);
}

export function namesRollback(heading: string): boolean {
  return rollback.test(heading);
}

/** A name such as `shop-deploy` or `deploy.yml`, and a deployment for tests, do not count. */
function isDeployment(heading: string): boolean {
  return (
    deployment.test(heading.replace(/[^\s()]*[./_-][^\s()]*/g, ' ')) &&
    !/\btests?\b|\bdeployment (?:environments?|requirements|options|targets?|diagrams?|architecture|types|models?|topolog\w+)\b/i.test(
      heading,
    )
  );
}

/** The first chapter that tells how a change reaches an environment: it names one and has steps, commands or a worded procedure. */
export function deploymentIn(document: TextDocument): Deployment | undefined {
  for (const [index, section] of document.sections.entries()) {
    if (section.depth === 0 || !isDeployment(section.title)) continue;
    const chapter = chapterOf(document, index);
    if (!isProcedure(chapter) || !chapter.some(namesEnvironment)) continue;
    return { title: section.title, line: section.line, rollback: rollsBack(document) };
  }
  return undefined;
}

function isProcedure(chapter: readonly Section[]): boolean {
  const { steps, commands } = procedureIn(chapter);
  const items = chapter.reduce((sum, section) => sum + section.items.length, 0);
  return steps >= 3 || commands >= 1 || (wordsIn(chapter) >= 50 && (items >= 3 || chapter.length > 1));
}

function namesEnvironment(section: Section): boolean {
  return (
    environment.test(section.title) ||
    section.lines.some(line => environment.test(line.text)) ||
    section.fences.some(fence => environment.test(fence.text))
  );
}

/** A heading says so, or a line of a chapter on deployment does. */
export function rollsBack(document: TextDocument): boolean {
  if (document.sections.some(section => promises(section.title))) return true;
  return document.sections.some(
    (section, index) =>
      isDeployment(section.title) && chapterOf(document, index).some(part => part.lines.some(line => promises(line.text))),
  );
}

/** `We never roll back` names it, too. */
function promises(text: string): boolean {
  return rollback.test(text) && !noRollback.test(text);
}
