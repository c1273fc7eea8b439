import { Copy } from '../../parts/copy.tsx';
import { Unfold } from '../../parts/unfold.tsx';
import { daysFrom, today } from './ending.ts';

interface Props {
  readonly criterion: string;
  readonly days: number;
}

/** Where no server takes statements: what to run, or what to write into `opsex.yaml`. */
export function TakeAway({ criterion, days }: Props) {
  const lines = [
    `  - criterion: ${criterion}`,
    '    claim: "…"',
    '    evidence: "https://…"',
    '    by: "…"',
    `    on: ${today()}`,
    `    until: ${daysFrom(today(), days)}`,
  ];
  return (
    <Unfold title="State it" level={4}>
      <p className="muted">Run this in the repository; it asks for what it needs:</p>
      <Copied text={`opsex attest ${criterion}`} what={`the command for ${criterion}`} />
      <p className="muted">
        Or add these lines below <code>statements:</code> in <code>opsex.yaml</code>:
      </p>
      <Copied text={lines.join('\n')} what={`the lines for ${criterion}`} />
    </Unfold>
  );
}

function Copied({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <div className="copied">
      <pre>
        <code>{text}</code>
      </pre>
      <Copy text={text} what={what} />
    </div>
  );
}
