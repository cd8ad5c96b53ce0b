/** Rows of cells; every row has as many. */
export type Table = readonly (readonly string[])[]

/** More cells than this stay text: nobody wants as many shapes by a slip of the hand. */
const cellsMax = 600

/** A table of at least two columns with something in them; null for what is only text with tabs. */
function asTable(rows: Table): Table | null {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const filled = Array.from({ length: columns }, (_, at) => rows.some((row) => (row[at] ?? '') !== ''))
  if (filled.filter(Boolean).length < 2 || columns * rows.length > cellsMax) return null
  return rows.map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? ''))
}

/** Cells between tabs and lines, as spreadsheets write them: one with line breaks stands in quotes, its own quotes doubled. */
function splitCells(text: string): Table {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*/y
  for (let at = 0; at <= text.length; at++) {
    cell.lastIndex = at
    const [plain, quoted] = cell.exec(text) ?? ['']
    rows[rows.length - 1]?.push((quoted?.replaceAll('""', '"') ?? plain).trim())
    at = cell.lastIndex
    if (text[at] === '\n') rows.push([])
  }
  return rows
}

/** A table in plain text: every line has as many tabs. Program text, which begins its lines with tabs, is none. */
export function tableInText(text: string): Table | null {
  const rows = splitCells(text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''))
  const [first] = rows
  if (first === undefined || first.length < 2 || rows.some((row) => row.length !== first.length)) return null
  return asTable(rows)
}

/** A table in rich text that is nothing but the table. */
export function tableInHtml(html: string): Table | null {
  if (!/<table/i.test(html)) return null
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const [table, ...others] = body.querySelectorAll('table')
  if (table === undefined || others.length > 0) return null
  const rows = [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => [
      (cell.textContent ?? '').replace(/\s+/g, ' ').trim(),
      ...new Array<string>(Math.min(cell.colSpan, 50) - 1).fill(''),
    ]),
  )
  for (const unseen of [table, ...body.querySelectorAll('style, meta')]) unseen.remove()
  return (body.textContent ?? '').trim() === '' ? asTable(rows) : null
}
