import { useState } from 'react';
import type { ModelTextJson } from '../../../../src/report/web-contract.ts';
import { Choice } from '../../parts/choice.tsx';
import { Copy } from '../../parts/copy.tsx';
import { plural } from '../../words.ts';
import { type Example, exampleOf, variantText } from './example.ts';

interface Props {
  readonly id: string;
  readonly examples: NonNullable<ModelTextJson['criteria'][number]['examples']>;
  readonly scaffolds: NonNullable<ModelTextJson['scaffolds']>;
}

/** What fulfils it looks like, with the command that writes it. */
export function After({ id, examples, scaffolds }: Props) {
  const shown = examples.flatMap(each => exampleOf(each, scaffolds) ?? []);
  const [chosen, choose] = useState('0');
  const example = shown[Number(chosen)] ?? shown[0];
  if (!example) return null;
  const command = `opsex scaffold ${id}`;
  return (
    <div className="after-part">
      <h2>After: what fulfils it</h2>
      {shown.length > 1 && (
        <Choice
          label="Made for"
          value={chosen}
          options={shown.map((each, index) => [String(index), variantText(each.variant)] as const)}
          onChange={choose}
        />
      )}
      <Lines example={example} />
      <p className="command">
        <code>{command}</code>
        <Copy text={command} what="the command" />
      </p>
      <p className="muted">
        It writes {example.isPart ? 'this and what belongs to it' : 'this'}, filled in from what is found in your repository. The names here
        are those of an example.
      </p>
    </div>
  );
}

function Lines({ example: { path, first, lines, rest } }: { readonly example: Example }) {
  return (
    <figure className="example">
      <figcaption>
        <code>{path}</code>
        {first > 1 && <span className="muted"> from line {first}</span>}
      </figcaption>
      <section
        className="code-lines"
        aria-label={`Lines of ${path}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
      >
        <pre>
          <code>{lines.join('\n')}</code>
        </pre>
      </section>
      {rest > 0 && <p className="muted">… and {plural(rest, 'line')} more</p>}
    </figure>
  );
}
