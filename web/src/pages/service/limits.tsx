import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { plural } from '../../words.ts';

/** What limits the result. */
export function Limits({ assessment: { notes, unread, config } }: { readonly assessment: AssessmentJson }) {
  if (notes.length === 0 && unread.length === 0 && !config) return null;
  return (
    <section className="panel" aria-labelledby="limits">
      <h2 id="limits">Good to know</h2>
      <ul className="plain">
        {config && (
          <li>
            The settings in <code>{config.path}</code> were applied.
          </li>
        )}
        {notes.map(note => (
          <li key={note}>{note}</li>
        ))}
        {unread.length > 0 && <li>{plural(unread.length, 'file')} could not be read; the audit page lists them.</li>}
      </ul>
    </section>
  );
}
