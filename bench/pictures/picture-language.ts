import type { Page } from 'playwright-core'

const languages = { de: 'german', fr: 'french' } as const

export type PictureLanguage = keyof typeof languages

export function asPictureLanguage(name: string | undefined): PictureLanguage | null {
  return name === 'de' || name === 'fr' ? name : null
}

type Words = Readonly<Record<string, string>>

/** Words of the product, from the file that holds them. */
async function readWords(file: string, name: string): Promise<Words> {
  const path = new URL(`../../packages/web/src/app/${file}.ts`, import.meta.url)
  const module: Readonly<Record<string, Words>> = await import(path.href)
  return module[name] ?? {}
}

/** English words and those of another language, what is filled in as `{{name}}`. */
async function pairsOf(language: PictureLanguage): Promise<readonly (readonly [string, string])[]> {
  const [early, late, theirs] = await Promise.all([
    readWords('english', 'english'),
    readWords('late-english', 'lateEnglish'),
    readWords(languages[language], languages[language]),
  ])
  return Object.entries({ ...early, ...late }).flatMap(([key, word]) => {
    const other = theirs[key]
    return other === undefined ? [] : [[word, other] as const]
  })
}

/**
 * Writes the words of another language over the English ones that are on a page, so that states are reached the same way in
 * all languages and one sees whether the words fit.
 * @returns puts the English ones back
 */
export async function speak(page: Page, language: PictureLanguage): Promise<() => Promise<void>> {
  const pairs = await pairsOf(language)
  const written = await page.evaluateHandle((pairs) => {
    const plain = new Map(pairs.filter(([word]) => !word.includes('{{')))
    const filled = pairs.flatMap(([word, other]) => {
      if (!word.includes('{{')) return []
      const names = [...word.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
      const source = word
        .split(/\{\{\w+\}\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('(.+)')
      // A word that is only what is filled in says nothing about the language.
      return /^[^a-z]*$/i.test(word.replaceAll(/\{\{\w+\}\}/g, ''))
        ? []
        : [{ pattern: new RegExp(`^${source}$`), names, other }]
    })
    const translate = (text: string): string | null => {
      const known = plain.get(text)
      if (known !== undefined) return known
      for (const { pattern, names, other } of filled) {
        const found = pattern.exec(text)
        if (found !== null)
          return names.reduce<string>(
            (into, name, at) => into.replace(`{{${name}}}`, found[at + 1] ?? ''),
            other,
          )
      }
      return null
    }
    const before: (readonly [Text, string])[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!(node instanceof Text)) continue
      const said = translate(node.data.trim())
      if (said === null) continue
      before.push([node, node.data])
      node.data = node.data.replace(node.data.trim(), () => said)
    }
    return before
  }, pairs)
  return async () => {
    await written.evaluate((before) => {
      for (const [node, words] of before) node.data = words
    })
    await written.dispose()
  }
}
