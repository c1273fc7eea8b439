import { type ReactNode, useEffect } from 'react';

interface Props {
  readonly children: ReactNode;
  /** What the tab of the browser says. */
  readonly title: string;
}

/** The heading of a page, which also names the tab. */
export function PageTitle({ children, title }: Props) {
  useEffect(() => {
    document.title = `${title} · opsex`;
  }, [title]);
  return <h1>{children}</h1>;
}
