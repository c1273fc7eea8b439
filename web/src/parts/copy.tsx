import { useState } from 'react';
import { Button } from 'react-aria-components';

/** Puts a text on the clipboard; where the browser does not allow it, the reader is told. */
export function Copy({ text, what }: { readonly text: string; readonly what: string }) {
  const [says, setSays] = useState('');
  function copy() {
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('not allowed'));
    written.then(
      () => setSays('copied'),
      () => setSays('the browser does not allow it: select and copy it yourself'),
    );
  }
  return (
    <>
      <Button className="quiet" onPress={copy}>
        Copy <span className="unseen">{what}</span>
      </Button>
      <span role="status" className="muted">
        {says}
      </span>
    </>
  );
}
