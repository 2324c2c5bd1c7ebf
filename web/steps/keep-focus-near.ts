const CAN_HAVE_FOCUS = 'a[href], button, input, textarea, summary';

/**
 * For a click, before it acts: when what was pressed goes away by it, the focus goes to what stood after it, else
 * before it, so that whoever uses the keyboard is not thrown back to the top of the page.
 */
export async function keepFocusNear(event: MouseEvent): Promise<void> {
  const pressed = event.target instanceof Element ? event.target.closest(CAN_HAVE_FOCUS) : null;
  if (!pressed || document.activeElement !== pressed) return;
  const order = [...document.querySelectorAll<HTMLElement>(`main :is(${CAN_HAVE_FOCUS})`)];
  const place = order.findIndex((element) => element === pressed);
  // Not a microtask: those run before the click has acted.
  await new Promise((acted) => setTimeout(acted));
  if (pressed.isConnected || document.activeElement !== document.body) return;
  const after = order.slice(place + 1).find((element) => element.isConnected);
  const near = after ?? order.slice(0, place).findLast((element) => element.isConnected);
  near?.focus({ preventScroll: true });
}
