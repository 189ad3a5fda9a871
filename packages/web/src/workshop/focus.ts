const fillable = 'input:not([disabled]):not([type=hidden]), textarea:not([disabled]), [contenteditable=true]'

/** Puts the cursor where something is filled in first; words that stand there are selected, so that typing replaces them. */
export function focusFirst(element: Element | null | undefined, otherwise = ''): boolean {
  const found = element?.querySelector<HTMLElement>(fillable) ?? (otherwise === '' ? null : element?.querySelector<HTMLElement>(otherwise))
  found?.focus()
  if (found instanceof HTMLInputElement && !found.readOnly && found.getAttribute('role') !== 'combobox') found.select()
  return Boolean(found)
}

/** Is something open over the field that Escape closes first: a list of choices or of completions? */
export const hasOpen = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.getAttribute('aria-expanded') === 'true' || target.closest('.cm-editor')?.querySelector('.cm-tooltip-autocomplete') != null)

/** Boxes are drawn unseen before they are placed, and what is unseen takes no focus: it is tried until it does. */
export function focusSoon(find: () => HTMLElement | null | undefined): () => void {
  let frame = 0
  const attempt = (left: number): void => {
    const found = find()
    // The picture moves its boxes itself; the browser would move what is drawn under them.
    found?.focus({ preventScroll: found.hasAttribute('data-box') })
    found?.closest('.board')?.scrollIntoView({ block: 'nearest' })
    if (left > 0 && (!found || document.activeElement !== found)) frame = requestAnimationFrame(() => attempt(left - 1))
  }
  attempt(120)
  return () => cancelAnimationFrame(frame)
}
