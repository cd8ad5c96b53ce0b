import i18next from 'i18next'

/** The reader's own kind of the language on the screen: Austrian German for who reads German and lives in Austria. */
export function currentLocale(): string | undefined {
  const { language } = i18next
  return navigator.languages.find((locale) => locale.split('-')[0] === language) ?? language
}

/** A formatter that is made when it is first needed, and again in another language. */
export function perLocale<Formatter>(make: (locale: string | undefined) => Formatter): () => Formatter {
  let made: { readonly locale: string | undefined; readonly formatter: Formatter } | null = null
  return () => {
    const locale = currentLocale()
    if (made?.locale !== locale || made === null) made = { locale, formatter: make(locale) }
    return made.formatter
  }
}
