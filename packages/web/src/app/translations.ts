import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { nameLayerHost } from '../ui/layer-host.ts'
import { english } from './english.ts'
import type { lateEnglish } from './late-english.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'translation'
    readonly keySeparator: false
    readonly resources: { readonly translation: typeof english & typeof lateEnglish }
  }
}

/** Call once, before the first render. */
export function startTranslations(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
    // What is on the screen already takes up words that come later.
    react: { bindI18nStore: 'added' },
  })
  nameLayerHost(i18next.t('frame.layers'))
}

let lateWords: Promise<void> | null = null

/** Fetches the words that the first moment of a canvas does without; once, and again where that failed. */
export function loadLateWords(): Promise<void> {
  lateWords ??= import('./late-english.ts').then(
    ({ lateEnglish }) => void i18next.addResourceBundle('en', 'translation', lateEnglish),
    (error: unknown) => {
      lateWords = null
      throw error
    },
  )
  return lateWords
}
