import type { AssessmentJson, StatementJson } from '../../../src/report/contract.ts';
import { forgeLink } from '../forge-link.ts';
import { Icon } from './icon.tsx';

interface Props {
  readonly statement: StatementJson;
  readonly assessment: AssessmentJson;
  /** The file is named above. */
  readonly onlyLines?: boolean;
}

/** File and lines of a statement, and the way to them on the forge at the assessed commit where that is known. */
export function Place({ statement, assessment, onlyLines }: Props) {
  const { path, line, endLine } = statement;
  if (path === null) return null;
  const lines = line === null ? '' : `:${line}${endLine !== null && endLine > line ? `–${endLine}` : ''}`;
  const link = forgeLink(statement, assessment);
  const name = (
    <bdi className="place">
      {!onlyLines && path}
      <span className="lines">{lines}</span>
    </bdi>
  );
  if (!link) return name;
  return (
    <a className="place-link" href={link} target="_blank" rel="noopener noreferrer">
      {name}
      <Icon name="outside" />
      <span className="unseen">(opens the forge)</span>
    </a>
  );
}
