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

const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** What the codes of a font stand for, as its map to Unicode says. */
function lettersOf(map: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>()
  for (const [, lines = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', text = ''] of lines.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(code.toLowerCase(), utf16(text))
  for (const [, lines = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', , list = '', start = ''] of lines.matchAll(
      /<(\w+)>\s*<(\w+)>\s*(?:\[([^\]]*)\]|<(\w+)>)/g,
    )) {
      const texts = list === '' ? [start] : [...list.matchAll(/<(\w+)>/g)].map(([, text = '']) => text)
      texts.forEach((text, i) => {
        const code = (Number.parseInt(first, 16) + i).toString(16).padStart(first.length, '0')
        letters.set(code, utf16(text))
      })
    }
  return letters
}

/** What each font of a PDF makes of the text of a page. */
export function textsOf(objects: ReadonlyMap<string, PdfObject>, content: string): readonly string[] {
  const fonts = [...objects.values()].filter(({ dictionary }) => /\/Type \/Font\b/.test(dictionary))
  const maps = fonts.flatMap(({ dictionary }) => {
    const map = objects.get(/\/ToUnicode (\d+) 0 R/.exec(dictionary)?.[1] ?? '')
    return map === undefined ? [] : [lettersOf(map.content)]
  })
  const shown = [...content.matchAll(/(?:\[([^\]]*)\]\s*TJ|(<\w+>)\s*Tj)/g)]
  const codes = shown.map(([, many = '', one = '']) => `${many}${one}`.replace(/[^<]*<(\w+)>[^<]*/g, '$1'))
  return maps.map((letters) => {
    const digits = [...letters.keys()][0]?.length ?? 4
    return (codes.join('').match(new RegExp(`.{${digits}}`, 'g')) ?? [])
      .map((code) => letters.get(code.toLowerCase()) ?? '')
      .join('')
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
