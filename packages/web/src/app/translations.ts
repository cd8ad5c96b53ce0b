import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { storedValue } from '../lib/stored-value.ts'
import { nameLayerHost } from '../ui/layer-host.ts'
import { english } from './english.ts'
import type { lateEnglish } from './late-english.ts'
import type { Words } from './words.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'translation'
    readonly keySeparator: false
    readonly resources: { readonly translation: typeof english & typeof lateEnglish }
  }
}

/** Languages besides English, which is always there. */
const wordsOf = {
  de: () => import('./german.ts').then(({ german }): Words => german),
  fr: () => import('./french.ts').then(({ french }): Words => french),
}

export type Language = 'en' | keyof typeof wordsOf

function asLanguage(value: unknown): Language | null {
  return value === 'en' || value === 'de' || value === 'fr' ? value : null
}

/** The first language of a list of locales that there are words in. */
export function languageFor(locales: readonly string[]): Language {
  return locales.map((locale) => asLanguage(locale.split('-')[0])).find((known) => known !== null) ?? 'en'
}

const stored = storedValue<Language>('language', languageFor(navigator.languages), asLanguage)

/** What this person chose, else what the browser asks for. What is on the screen may still be English. */
export function chosenLanguage(): Language {
  return stored.read()
}

async function loadLanguage(): Promise<void> {
  const language = stored.read()
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await wordsOf[language]())
  // Meanwhile another one may have been chosen.
  if (language === stored.read() && language !== i18next.language) await i18next.changeLanguage(language)
}

/** Until its words are there, what was there before stays; they are asked for again with the next late part, and online. */
const tryLanguage = (): Promise<void> => loadLanguage().catch(() => undefined)

/** Says everything in this language from now on, in this browser. */
export function chooseLanguage(language: Language): void {
  stored.write(language)
  void tryLanguage()
}

function followLanguage(): void {
  document.documentElement.lang = i18next.language
  nameLayerHost(i18next.t('frame.layers'))
}

/** Call once, before the first render. */
export function startTranslations(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
    // What is on the screen already takes up words that come later.
    react: { bindI18nStore: 'added' },
  })
  followLanguage()
  i18next.on('languageChanged', followLanguage)
  addEventListener('online', tryLanguage)
  void tryLanguage()
}

let lateWords: Promise<void> | null = null

/** Fetches the words that the first moment of a canvas does without; once, and again where that failed. */
export async function loadLateWords(): Promise<void> {
  lateWords ??= import('./late-english.ts').then(
    ({ lateEnglish }) => void i18next.addResourceBundle('en', 'translation', lateEnglish),
    (error: unknown) => {
      lateWords = null
      throw error
    },
  )
  await Promise.all([lateWords, tryLanguage()])
}
