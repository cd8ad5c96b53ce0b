import type { Language } from './translations.ts'

/** Each in its own words, so that whoever looks for it finds it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
}

/** In the order in which they are offered. */
export const languages: readonly Language[] = ['en', 'de', 'fr']
