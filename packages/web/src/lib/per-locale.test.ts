import i18next from 'i18next'
import { expect, test } from 'vitest'
import { currentLocale, perLocale } from './per-locale.ts'

test('a formatter follows the language, and is made once for each', async () => {
  const made: (string | undefined)[] = []
  const numbers = perLocale((locale) => {
    made.push(locale)
    return new Intl.NumberFormat(locale)
  })
  await i18next.init({ lng: 'de', resources: {} })
  expect(numbers().format(1234.5)).toBe('1.234,5')
  expect(numbers()).toBe(numbers())
  await i18next.changeLanguage('fr')
  expect(numbers().format(0.5)).toBe('0,5')
  expect(currentLocale()).toBe(made.at(-1))
  expect(made).toHaveLength(2)
})
