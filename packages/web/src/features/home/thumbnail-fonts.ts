import type { PageFont } from '../../editor/renderer/worker/ground-messages.ts'
import { pageFonts } from '../../editor/renderer/worker/page-fonts.ts'

type Face = Pick<PageFont, 'family' | 'source' | 'descriptors'>

/** The letters of a picture, without its markup. */
function lettersOf(svg: string): readonly number[] {
  const letters = new Set(svg.replaceAll(/<[^>]*>/g, ''))
  return [...letters].map((letter) => letter.codePointAt(0) ?? 0)
}

/** Whether a face has any of the letters; one that names no range has all. */
function hasAny(unicodeRange: string | undefined, letters: readonly number[]): boolean {
  if (unicodeRange === undefined) return letters.length > 0
  return unicodeRange.split(',').some((range) => {
    const [from = '', to = from] = range.trim().slice('U+'.length).split('-')
    const first = Number.parseInt(from.replaceAll('?', '0'), 16)
    const last = Number.parseInt(to.replaceAll('?', 'F'), 16)
    return letters.some((letter) => letter >= first && letter <= last)
  })
}

/** The faces among those of the page that the words of a picture are written in. */
export function facesFor<Known extends Face>(svg: string, faces: readonly Known[]): readonly Known[] {
  const letters = lettersOf(svg)
  return faces.filter(
    ({ family, descriptors }) => svg.includes(family) && hasAny(descriptors.unicodeRange, letters),
  )
}

const loaded = new Map<string, Promise<string>>()

async function readAsData(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const bytes = await answer.blob()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(bytes)
  })
}

async function faceRule({ family, source, descriptors }: Face): Promise<string> {
  const [, address = ''] = /url\("([^"]+)"\)/.exec(source) ?? []
  const data = loaded.get(address) ?? readAsData(address)
  loaded.set(address, data)
  data.catch(() => loaded.delete(address))
  const { weight = 'normal', style = 'normal', unicodeRange = 'U+0-10FFFF' } = descriptors
  const about = `font-weight:${weight};font-style:${style};unicode-range:${unicodeRange}`
  return `@font-face{font-family:"${family}";${about};src:url(${await data})}`
}

/**
 * The picture with the faces of the page in it: one that is shown as an image has no others. Where a face cannot be had it
 * stays as it is, in the letters of the system.
 */
export async function withPageFonts(svg: string): Promise<string> {
  try {
    const rules = await Promise.all(facesFor(svg, pageFonts()).map(faceRule))
    return rules.length === 0
      ? svg
      : svg.replace(/<svg[^>]*>/, (root) => `${root}<style>${rules.join('')}</style>`)
  } catch {
    return svg
  }
}
