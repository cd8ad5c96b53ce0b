import i18next from 'i18next'
import { expect, test } from 'vitest'
import { authEnglish } from './auth-english.ts'
import { wordsAt } from './field-words.ts'

test('who has tried too often is told when to try again, never too early', async () => {
  await i18next.init({ lng: 'en', keySeparator: false, resources: { en: { translation: authEnglish } } })
  const words = (seconds: number | null) =>
    wordsAt({ field: 'form', reason: { kind: 'wait', seconds } }, 'form', i18next.t)
  expect(words(null)).toBe('Too many tries. Wait a little, then try again.')
  expect(words(1)).toBe('Too many tries. Try again in 1 second.')
  expect(words(60)).toBe('Too many tries. Try again in 60 seconds.')
  expect(words(61)).toBe('Too many tries. Try again in 2 minutes.')
})
