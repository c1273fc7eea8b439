import { type FocusEvent, type RefObject, useEffect } from 'react';
import type { TableState } from 'react-stately/useTableState';

/** Keeps the cell that has the focus and the cell that the table holds for focused the same; what a cell links to gets the focus for it. */
export function useCellFocus(manager: TableState<unknown>['selectionManager'], body: RefObject<HTMLElement | null>) {
  const { focusedKey, isFocused } = manager;
  useEffect(() => {
    if (!isFocused || focusedKey === null) return;
    const cell = body.current?.querySelector<HTMLElement>(`[role="row"] > [data-key="${CSS.escape(String(focusedKey))}"]`);
    if (!cell || (cell !== document.activeElement && cell.contains(document.activeElement))) return;
    (cell.querySelector('a') ?? cell).focus({ preventScroll: true });
  }, [focusedKey, isFocused, body]);
  return {
    onFocusCapture({ target }: FocusEvent) {
      if (focusedKey !== null && target.matches(':focus-visible')) return; // by keys: the table knows, or leads the focus through and out
      const key = target.closest<HTMLElement>('[role="row"] > [data-key]')?.dataset.key;
      if (key !== undefined) manager.setFocusedKey(key);
    },
  };
}
