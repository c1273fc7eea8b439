import { type RefObject, useEffect, useState } from 'react';

export interface RowsInView {
  readonly first: number;
  /** The first row after them. */
  readonly end: number;
}

/** Rows move in and out by so many at once, so that most steps of scrolling draw nothing anew. */
const step = 4;

/** Which rows of equal height a scrolling element shows, with some before and after. */
export function useRowsInView(scrolling: RefObject<HTMLElement | null>, rowHeight: number, shown: number): RowsInView {
  const [first, setFirst] = useState(0);
  useEffect(() => {
    const element = scrolling.current;
    if (!element) return;
    const look = () => setFirst(Math.floor(element.scrollTop / rowHeight / step) * step);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => element.removeEventListener('scroll', look);
  }, [scrolling, rowHeight]);
  return { first: Math.max(0, first - step), end: first + shown + 2 * step };
}
