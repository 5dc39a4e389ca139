/** What people press or write in. */
const CONTROLS = 'a[href], button, input, textarea, select, summary';
/** Places across a box that are looked at, each way. */
const COLUMNS = 12;
const ROWS = 5;

/** Is there something to press or to write in below a box, whatever shadows it stands in? `not`: itself. */
export function coversControl(box: DOMRect, not: Element): boolean {
  for (let column = 0; column <= COLUMNS; column += 1)
    for (let row = 0; row <= ROWS; row += 1) {
      const x = box.left + (box.width * column) / COLUMNS;
      const y = box.top + (box.height * row) / ROWS;
      if (isControlAt(document, x, y, not)) return true;
    }
  return false;
}

/** `seen`: roots that were asked already; those of what lies around a shadow are answered in it again. */
function isControlAt(
  root: DocumentOrShadowRoot,
  x: number,
  y: number,
  not: Element,
  seen: ReadonlySet<DocumentOrShadowRoot> = new Set(),
): boolean {
  const asked = new Set([...seen, root]);
  return root.elementsFromPoint(x, y).some((element) => {
    if (element === not) return false;
    if (element.matches(CONTROLS)) return true;
    const { shadowRoot } = element;
    return shadowRoot && !asked.has(shadowRoot) && isControlAt(shadowRoot, x, y, not, asked);
  });
}
