import { rmSync } from 'node:fs'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { plainFont } from './font-tables.ts'

/** The faces of the app and their weights, as the SVG names them. */
const faces = [
  ['@fontsource/inter', 500],
  ['@fontsource/kalam', 400],
  ['@fontsource/source-serif-4', 400],
  ['@fontsource/jetbrains-mono', 400],
] as const

const { resolve } = createRequire(import.meta.url)

async function fontsOf([name, weight]: (typeof faces)[number]): Promise<readonly string[]> {
  const folder = join(dirname(resolve(`${name}/package.json`)), 'files')
  const files = await readdir(folder)
  return files.filter((file) => file.endsWith(`-${weight}-normal.woff`)).map((file) => join(folder, file))
}

/** Each face comes in parts by script, all under one name, of which the painter takes the first: it has to be the Latin one. */
function latinFirst(a: string, b: string): number {
  return (
    Number(b.includes('-latin-') && !b.includes('-ext-')) -
    Number(a.includes('-latin-') && !a.includes('-ext-'))
  )
}

let unpacked: Promise<readonly string[]> | undefined

async function unpack(): Promise<readonly string[]> {
  const target = await mkdtemp(join(tmpdir(), 'flowstate-fonts-'))
  process.once('exit', () => rmSync(target, { recursive: true, force: true }))
  const sources = (await Promise.all(faces.map(fontsOf))).flat().toSorted(latinFirst)
  return Promise.all(
    sources.map(async (source, i) => {
      const file = join(target, `${i}.ttf`)
      await writeFile(file, plainFont(await readFile(source)))
      return file
    }),
  )
}

/**
 * The app's own faces as files a painter can load, Cyrillic and Greek included: unpacked when the first picture wants them, gone
 * with the process.
 */
export function pictureFonts(): Promise<readonly string[]> {
  unpacked ??= unpack()
  // A disk that was full may have room the next time.
  unpacked.catch(() => {
    unpacked = undefined
  })
  return unpacked
}
