import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'

export interface PdfObject {
  readonly dictionary: string
  /** What its stream holds, unpacked; empty without one. */
  readonly content: string
}

/** The objects of a PDF whose table of objects is not packed, by number. */
function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of text.matchAll(/(?:^|\s)(\d+) 0 obj\s([\s\S]*?)(endobj|stream\r?\n)/g)) {
    const [whole, number = '', dictionary = '', end] = match
    const from = match.index + whole.length
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const packed = end === 'endobj' ? Buffer.alloc(0) : pdf.subarray(from, from + length)
    const stream = dictionary.includes('/FlateDecode') ? inflateSync(packed) : packed
    objects.set(number, { dictionary, content: stream.toString('latin1') })
  }
  return objects
}

/** The pages in their order: how large they are, and what paints them. */
export function pagesOf(objects: ReadonlyMap<string, PdfObject>) {
  const all = [...objects.values()]
  const kids = /\/Kids \[([^\]]*)\]/.exec(
    all.find(({ dictionary }) => dictionary.includes('/Type /Pages'))?.dictionary ?? '',
  )
  return [...(kids?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, number = '']) => {
    const dictionary = objects.get(number)?.dictionary ?? ''
    const box = /\/MediaBox \[([^\]]*)\]/.exec(dictionary)?.[1]?.trim().split(/\s+/).map(Number)
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(dictionary)?.[1] ?? '')?.content ?? ''
    return { box, content, words: content.split(/\s+/) }
  })
}

/** The colours a page fills with, as they are written on the web. */
export function coloursOf(content: string): readonly string[] {
  const number = '(\\d*\\.?\\d+)'
  const fills = content.matchAll(new RegExp(`${number} ${number} ${number} (?:scn|rg)\\b`, 'g'))
  return [...fills].map(([, ...parts]) => {
    const hex = parts.slice(0, 3).map((part) =>
      Math.round(Number(part) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    return `#${hex.join('')}`
  })
}

/** Downloads the canvas as a PDF the way people do. */
export async function downloadPdf(page: Page): Promise<ReadonlyMap<string, PdfObject>> {
  await page.keyboard.press('Control+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: 'PDF' }).click()
  const waiting = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  return objectsOf(await readFile(await (await waiting).path()))
}
