import { chapterOf, type Section, type TextDocument, type TextLine, wordsIn } from '../../../lib/text-document.ts';
import { phrases } from '../documents/phrases.ts';
import { procedureIn } from '../documents/reading.ts';
import { instructs, isForOthers } from './audience.ts';
import { deploymentPhrases, environmentPhrases, rollbackPhrases, rollbackVerbs } from './runbooks.data.ts';

const deployment = phrases(deploymentPhrases);
const environment = phrases(environmentPhrases);
const rollback = phrases(rollbackPhrases);
const rollbackVerb = phrases(rollbackVerbs);
const noRollback =
  /\b(?:no|not|never|cannot|can't|don't|won't|without|keine?|nicht|nie)\s+(?:be |to |a |automatic(?:ally)? |able to )?(?:roll|revert|zurück)|\broll ?backs? (?:is|are) (?:not|impossible)/i;
/** What deployments are like, or that they are counted: no way to make one. */
const subject =
  /\bdeployments? (?:environments?|requirements|options|targets?|diagrams?|architecture|types|models?|topolog\w+|strateg\w+|patterns?|concepts?|frequenc\w+|metrics?|events?|histor\w+|rates?|resources?|kinds?|reference)\b|\b(?:deployments|releases|rollouts),|, (?:deployments|releases|rollouts)\b|\b(?:configuration|overview|lists?|kinds|number|history) of (?:the |our )?(?:deployments|releases)\b|\b(?:delet|destroy|remov)ing (?:an? |the |old )?(?:deployment|release)s?\b/i;
/** `Convert a Deployment to a Rollout`: kinds of Kubernetes objects, written with a capital. */
const kindName =
  /\b(?:[Aa]n?|[Tt]he|to|from|[Cc]onvert|[Rr]eference|[Mm]igrate|[Dd]elete|[Cc]reate|[Uu]pdate|[Ss]cale) (?:Deployments?|Rollouts?|Releases?)\b/g;
const ownMachine = /\btests?\b|\b(?:local|personal|self[- ]built?) |\bdemo\b/i;
const rollbackCommand =
  /\b(?:helm|argocd|argo rollouts|nomad|cf|heroku|flyctl|kubectl) [^\n]{0,80}\b(?:rollback|undo|revert)\b|\bgit revert\b|\b\w*:?rollback\b/i;

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
  const words = heading.replace(/[^\s()]*[./_-][^\s()]*/g, ' ').replace(kindName, ' ');
  return deployment.test(words) && !ownMachine.test(heading) && !subject.test(heading);
}

/** The first chapter that tells how a change reaches an environment of ours: it names one and has steps, commands or a worded procedure. */
export function deploymentIn(document: TextDocument): Deployment | undefined {
  for (const [index, section] of document.sections.entries()) {
    if (section.depth === 0 || !isDeployment(section.title)) continue;
    const chapter = chapterOf(document, index);
    if (!isProcedure(chapter) || !chapter.some(namesEnvironment) || isForOthers(chapter)) continue;
    return { title: section.title, line: section.line, rollback: rollsBack(document) || document.sections.some(leadsBack) };
  }
  return undefined;
}

function isProcedure(chapter: readonly Section[]): boolean {
  const { steps, commands } = procedureIn(chapter);
  const items = chapter.reduce((sum, section) => sum + section.items.length, 0);
  return steps >= 3 || commands >= 1 || (wordsIn(chapter) >= 50 && (items >= 3 || chapter.length > 1) && instructs(chapter));
}

function namesEnvironment(section: Section): boolean {
  return (
    environment.test(section.title) ||
    /^live$/i.test(section.title) ||
    section.lines.some(line => environment.test(withoutVariables(line.text))) ||
    section.fences.some(fence => environment.test(withoutVariables(fence.text)))
  );
}

function withoutVariables(text: string): string {
  return text.replace(/\benvironment (?:variables?|vars?|files?)\b/gi, ' ');
}

/** A heading over what to do says so, or a sentence or command of a chapter on deployment does. */
export function rollsBack(document: TextDocument): boolean {
  return document.sections.some((section, index) => {
    const chapter = chapterOf(document, index);
    if (section.depth > 0 && promises(section.title)) return tells(chapter) && !isForOthers(chapter);
    if (!isDeployment(section.title) || isForOthers(chapter)) return false;
    return chapter.some(part => part.lines.some(isWayBack) || part.fences.some(fence => rollbackCommand.test(fence.text)));
  });
}

/** `redeploy the previous image`: unmistakable wherever it stands beside a deployment. */
function leadsBack({ lines }: Section): boolean {
  const text = lines.map(line => line.text).join(' ');
  return (
    /\b(?:roll(?:ed|ing)? back|revert(?:ed|ing)?|rerun|re-?deploy(?:ed|ing)?)\b[^.]{0,60}\b(?:previous(?:ly)?|last (?:known )?(?:good|working|passing)|earlier|known[- ](?:good|working))\b/i.test(
      text,
    ) && !noRollback.test(text)
  );
}

function tells(chapter: readonly Section[]): boolean {
  return wordsIn(chapter) >= 3 || chapter.some(section => section.fences.length > 0);
}

/** `revert the change`, `Rollback: …`; a rollback that is only a word among others says nothing. `We never roll back` names it, too. */
function isWayBack({ text }: TextLine): boolean {
  if (noRollback.test(text)) return false;
  return (
    rollbackVerb.test(text) ||
    (rollback.test(text) && /^(?:\W*)(?:to |for an? |in an? |if )?(?:\w+ ){0,3}?roll-?backs?\b/i.test(text)) ||
    /\brollback (?:situation|procedure|steps?|script|command|job|workflow)\b/i.test(text)
  );
}

function promises(heading: string): boolean {
  const says = rollback.test(heading) || (isDeployment(heading) && /\bgo(?:ing)? back\b/i.test(heading));
  return says && !noRollback.test(heading);
}
