import i18next from 'i18next'
import { expect, test, vi } from 'vitest'
import { chooseLanguage, chosenLanguage, loadLateWords, startTranslations } from './translations.ts'

test('the words on the screen follow the language that is chosen, and so does the page', async () => {
  const documentElement = { lang: '' }
  vi.stubGlobal('document', { documentElement, getElementById: () => null })
  vi.stubGlobal('addEventListener', () => undefined)
  const said = (language: string) =>
    vi.waitUntil(() => i18next.language === language && documentElement.lang === language)

  startTranslations()
  await loadLateWords()
  chooseLanguage('en')
  await said('en')
  expect(i18next.t('cancel')).toBe('Cancel')

  chooseLanguage('de')
  expect(i18next.t('cancel')).toBe('Cancel')
  await said('de')
  expect(i18next.t('cancel')).toBe('Abbrechen')
  expect(i18next.t('save.failed', { count: 1 })).toBe('1 Änderung konnte nicht gespeichert werden')
  expect(i18next.t('activity.day', { count: 0, date: '1. Mai' })).toBe('Keine Änderungen am 1. Mai')

  chooseLanguage('fr')
  await said('fr')
  expect(i18next.t('people.more', { count: 2 })).toBe('2 autres personnes ici')

  // The last choice counts, even where an earlier one takes longer.
  chooseLanguage('de')
  chooseLanguage('en')
  await loadLateWords()
  expect([chosenLanguage(), i18next.language, documentElement.lang]).toEqual(['en', 'en', 'en'])
  expect(i18next.t('theme')).toBe('Theme')
})
